"""What is written in English, by way of talking. `{slot}` is filled from SLOTS; the rest comes from outside."""

LINES = {
    "say": """
{wow} I love these {things}
your {things} always make my {day}
honestly {degree} good, {more}
{things} like these are why I follow you
the {part} got me {emo}
I could watch this {often}
this is {degree} {good}, well done {name}
{name} you never miss with your {things}
okay but the {part}?? {good}
needed this {day}, thank you {emo}
so {good}! {more}
every time I think you can't top the last {things} you do
can we talk about the {part} please
saving this for {later}
not me {doing} because of your {things}
the way you explain {things} just makes sense
{degree} underrated post
this popped up and I {did}
I showed this to my {person} and now we both {did}
that's exactly how I feel about {things}
ok this one is better than the one from {later}
the {part} looks different this time, I like it""",
    "short": """
love it
so {good}
{wow}
yesss
this!!
{good}
haha
so true
need this
same
goals
lol {wow}
iconic
obsessed
mood
wow
beautiful
felt that
hahaha
so cute
yes please
same here
perfect
legend
looks great
so real
speechless
no words
you rock
stunning
amazing as always""",
    "ask": """
where did you get the {part}?
how long did the {things} take you?
what camera do you use?
is there a part two?
do you have a link for the {part}?
could you do more {things} next {span}?
which {things} would you recommend to a beginner?
does this also work with {number} of them?
what's the song?
how do you stay so motivated with your {things}?
can you show the {part} up close?
did you do this in {place}?
are you coming to {place} this {span}?
how old were you when you started with {things}?
wait how did you do that thing with the {part}
would this work in a rented flat?
does it matter that I only have {number} {span}s left?""",
    "tell": """
I tried this last {span} with my {person} and it {result}
we have the same {part} at home, my {person} {result} when I bought it
my {person} and I watch your {things} every {span}
I started with {things} {number} years ago because of you and never looked back
been following since {place}, so {good} to see how far you came
my {person} says I talk about your {things} too much lol
tried it yesterday, mine {result} but still fun
greetings from {place}, it rained here all {span}
I work nights and this is what I watch on my break, thank you
used to hate {things} until I found your page
I was in {place} last {span} and thought of this post
our {person} is obsessed with the {part}, we've watched it {number} times""",
    "tag": """
{user} look at this
{user} us
{user} this is so you
{user} we need to do this
{user} {emo}
{user} remember {place}?
{user} told you!!
{user} next {span}?""",
    "entry": """
{user} {user2}
done! {user} {emo}
{user} let's win this
{user} fingers crossed {emo}
count me in {user}
I'd love to win this for my {person} {user}
{user} {user2} good luck everyone
followed, liked and tagged {user}
would be amazing!! {user}
done {emo} {emo}
in! my {person} would love it {user}""",
    "answer": """
team A
team B
the first one
number {number}
second for sure
both!
{number}
A all day
B {emo}
definitely the {part}
{place}
neither lol
the second but with other {things}""",
    "newcomer": """
how am I only finding you now
why is this on my page and why can't I stop watching
who else got this recommended
just followed because of this
this has {number} million views for a reason
came for the {part}, stayed for the {things}
the algorithm finally did something {good}
I'm not even into {things} and I watched it {number} times""",
    "welcome": """
welcome back!!
finally, we missed you {emo}
so {good} to see you again {name}
take all the time you need, happy you're here
I checked your page every {span}
hope you are well {name}
the queen of {things} is back""",
    "press": """
saw you on tv yesterday, so {good}
heard you on the radio this morning {emo}
came here after the interview
my {person} called me because you were on tv
read the article, congrats {name}
you were so natural on the show""",
    "nag": """
the sound is way too quiet
not gonna lie, I liked your older {things} more
is this an ad?
too many {things} lately
I don't get the hype
this would have been {good} in half the time
unfollowing if it's all ads now
you said the opposite last {span}""",
    "moment": """
{minute} killed me {emo}
{minute} that {part} though
{minute} what is that in the background?
who's watching in {later}?
{minute} I had to rewind {number} times
skip to {minute} for the {part}""",
    "spam": """
DM us for a feature on our page
promote it on @{promo}
I make {number}00$ a day thanks to @{promo}
hey dear we love your page, send pic to @{promo}
Check my profile for free followers
who wants to trade? write to @{promo} on telegram
your content is amazing, collab? message @{promo}""",
    "friend": """
{name}!!! {emo}
haha I remember that {day}
see you on {weekday}?
look at you {emo}
proud of you {name}
you forgot to mention who held the camera
still waiting for my {part}
that's our kitchen table lol
my favourite human
bring the {things} on {weekday}
legend {emo}
mum says hi
we have to go back to {place}
{wow} {name}""",
    "bought_short": """
Nice pic
Nice post
Awesome
Great shot
Love this
So cool
Amazing content
Wow
Beautiful
Keep it up
Nice one
Great
Cool post
Perfect
Fantastic
Very nice
Superb
Good job
Incredible
Lovely""",
    "bought_mixed": """
{wow} great content {emo}
Nice {emo}{emo}
This is {degree} {good} {emo}
Keep up the good work {emo}
Love your page {emo}
Amazing post dear
{good} as always {emo}
Your content is the best
You are so {good} {emo}
I like your style
Thanks for sharing this
Such a {good} post
Who agrees? {emo}
Great vibes {emo}""",
    "bought_template": """
I really like how you present your {things}, keep going
These {things} are {good}, I will show them to my {person}
What a {good} idea with the {part}, thank you for sharing
I have been looking for {things} like this for a long time
Your {things} inspire me every {span}
This made my {day}, the {part} is {good}
You put so much love into your {things}, it really shows
Finally someone who shows {things} the way they are
My {person} sent me this and I have to say: {degree} {good}
The {part} is my favourite, what is yours?
I am always happy when I see new {things} from you
Could you please make more about {things}?""",
    "pod_short": """
Love this {name} {emo}
So {good} {emo}
This is gorgeous!
{wow} {emo}
Such a {good} post {emo}
Yes to all of this!
Looks {good}!
Love your {things} {emo}
Stunning {emo}
Great tips!
Obsessed with the {part} {emo}
Can't wait to try this!""",
    "pod_talk": """
I love how you always manage to show {things} in a new light, {name}, this is so {good} {emo}
This is such a {good} reminder, I needed to read that {day}. Have a lovely {span}! {emo}
Oh wow, the {part} is {degree} {good}! I have to try that this {span}, thank you for the inspiration
{name} your {things} are always so thoughtful, I learn something every {span} {emo}
Such {good} {things}! We did something like this in {place} and my {person} loved it
I can so relate to this, with us it's the same every {span}. Sending love from {place} {emo}
The {part} is everything! Where do you always find your ideas? {emo}
What a {good} post, dear {name}, it makes me want to start right away""",
    "reply": """
thank you so much {emo}
haha yes
thanks {user} {emo}
it's from a small shop in {place}
next {span}!
part two is coming
aww {emo}
you're the best
about {number} hours
link is in my bio
good question, I'll make a post about it
let me know how it went!
same here
sorry for the late answer, yes it does""",
}

SLOTS = {
    "wow": "wow|omg|oh my|holy|whoa|ahh|oh wow|damn|yes|finally",
    "good": "good|beautiful|cool|funny|great|lovely|pretty|clever|amazing|fun|gorgeous|perfect|sweet|brilliant|cute",
    "degree": "so|really|insanely|too|super|actually|ridiculously|very",
    "more": "more of this please|can't wait for the next one|please never stop|I'm hooked|I'm jealous|you earned it",
    "part": "ending|colour|background|intro|light|sauce|detail|green one|blue one|last bit|trick|beginning|view|music",
    "day": "day|week|morning|evening|monday|weekend|lunch break",
    "often": "all day|for hours|on repeat|every morning|forever",
    "later": "later|the weekend|autumn|next year|christmas|my birthday|2026|summer",
    "doing": "crying|ordering everything|laughing on the bus|waking up the whole house|starting at midnight",
    "did": "had to follow|laughed so hard|cried a bit|want to try it|can't stop|forgot my tea|agree",
    "person": "mum|sister|husband|wife|boyfriend|girlfriend|best friend|daughter|son|dad|brother|flatmate|gran",
    "span": "week|month|summer|sunday|weekend|evening|winter|spring|year",
    "number": "2|3|4|5|6|7|10|12|20|2|3",
    "place": "London|Bristol|Austin|Dublin|Leeds|Toronto|Berlin|Ohio|Cornwall|Chicago|Glasgow|Lisbon|Boston|Wales",
    "result": "worked|was a disaster|turned out great|fell apart|cried|laughed|took forever|was worth it|looked weird",
    "minute": "0:41|1:12|2:07|3:33|4:20|5:58|7:15|8:02|10:44|0:09|12:31",
    "weekday": "monday|friday|saturday|sunday|thursday",
    "promo": "global.features|top_style_page|daily.gems.page|pro_fx_desk|brand.house.collabs",
    "emo": "😍|❤️|🔥|😂|🥰|👏|🙌|✨|😭|💕|😅|💯|🤩|🫶|👀|🙏|😊|🤣|💙|🥹",
}
