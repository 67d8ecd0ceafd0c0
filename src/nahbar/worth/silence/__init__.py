"""Who is silent: leads and deals from people who never reacted in public, and the way from contact to lead."""
