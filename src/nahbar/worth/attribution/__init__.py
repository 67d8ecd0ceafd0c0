"""Credit: how models share what was earned among the steps of paths, side by side and never as one number."""
