"""Everything that the person who is followed reads on their own page: in five languages, in plain words."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """What someone may ask about their own data (GDPR, articles 15 to 21)."""

    ACCESS = "access", _("See all that is written about me")
    CORRECT = "correct", _("Correct this")
    STOP = "stop", _("Stop using this")
    ERASE = "erase", _("Delete what is written about me")


class RequestState(models.TextChoices):
    OPEN = "open", _("Waiting for an answer")
    DONE = "done", _("Done")
    DECLINED = "declined", _("Answered, not changed")
    WITHDRAWN = "withdrawn", _("Taken back")


#: What a correction can be about.
ABOUT: dict[str, Promise] = {
    "name": _("My name"),
    "contacts": _("My telephone, e-mail or address"),
    "birth": _("My year of birth"),
    "gender": _("Man or woman"),
    "nationality": _("My country"),
    "languages": _("My languages"),
    "family": _("My family"),
    "papers": _("My papers and my permit"),
    "needs": _("What I need"),
    "plan": _("My plan"),
    "days": _("My appointments"),
    "money": _("Money that was given to me"),
    "other": _("Something else"),
    "tutoring": _("The tutor"),
    "messages": _("Messages and reminders to me"),
    "sharing": _("Sharing with others"),
    "photos": _("Photos and stories"),
    "health": _("Writing about my health"),
    "figures": _("Counting me in the numbers"),
}
#: What a stop can be about; the rest of ABOUT is for corrections.
STOPS = ("tutoring", "messages", "sharing", "photos", "health", "figures")
CORRECTS = tuple(key for key in ABOUT if key not in STOPS)
#: What someone can agree to (people.ConsentPurpose), in their own words.
CONSENTS: dict[str, Promise] = {
    "health": ABOUT["health"],
    "sharing": ABOUT["sharing"],
    "tutoring": _("Meeting a tutor"),
    "photos": ABOUT["photos"],
    "follow_up": _("Calling me after the project"),
}
#: What happens when someone asks to stop.
STOP_MEANS: dict[str, Promise] = {
    "tutoring": _("The organisation ends it kindly and calls you. You keep your plan and your other help."),
    "messages": _("Nobody sends you messages or reminders any more. Appointments stay on this page."),
    "sharing": _(
        "From now on other organisations do not see your papers, if they saw them because you said yes."
    ),
    "photos": _(
        "Your photos and stories are not shown any more. What is already printed cannot be called back."
    ),
    "health": _(
        "Nobody writes about your health here any more. The manager looks at what is written, and answers you."
    ),
    "figures": _("The manager looks at it. Numbers never say your name, but you can say no."),
    "erase": _(
        "The manager looks at it. Some things the law tells us to keep for years, for example money that was paid. "
        "The rest is deleted. Then we cannot follow you any more, and it cannot be undone."
    ),
}
ERASE_LABEL = _("Everything: delete what is written about me")

# Titles, which say nothing of anyone: a phone shows them in its list of pages.
HOME = _("My page")
MY_DATA = _("What is written about me")
MY_DOCUMENTS = _("My documents")
MY_DAYS = _("My appointments")
MY_MONEY = _("Money for me")
MY_MESSAGES = _("My messages")
MY_PLAN = _("My plan")
WHO_SAW = _("Who has seen my data")
MY_REQUESTS = _("What I asked")
CORRECT = _("Correct this")
STOP = _("Stop")
TAKE_ALONG = _("Take my data with me")
HAND_IN = _("Hand in a document")

# The first page: what is next, and who is beside one.
TO_AGREE = _("Your plan waits for your yes")
ANSWER_HERE = _("You have an answer")
LOOK_TOGETHER = _("We look at your plan together")
YOUR_OPERATOR = _("Your operator")
YOUR_TUTOR = _("Your tutor")
MEDIATOR = _("Mediator")
RECEPTION = _("Reception centre")

# Forms and what comes of them.
MESSAGE_LABEL = _("your words")
MESSAGE_SUBMIT = _("Send")
MESSAGE_SENT = _("Sent. You see here when it was read.")
MESSAGES_ENOUGH = _("You have sent many messages today. Write again tomorrow, or call.")
CASE_LABEL = _("to whom")
CASE_CLOSED = _("The organisation does not follow you any more: nobody would read it. Call them, or come by.")
NOT_FOLLOWED = _("No organisation follows you now.")
ABOUT_LABEL = _("what is it about?")
WRONG_LABEL = _("what is wrong?")
WANTED_LABEL = _("what should stand there?")
CORRECT_SUBMIT = _("Ask for the correction")
ASKED = _("We have it. You have an answer by the day that stands there.")
ASKED_ALREADY = _("You have asked for this already. The answer is on its way.")
STOP_LABEL = _("what shall stop?")
WHY_LABEL = _("do you want to say why?")
NEED_NOT = _("You need not say why.")
STOP_SUBMIT = _("Ask to stop it")
STOPPED = _("Your yes is taken back from today. The organisation knows, and answers you.")
ANSWERED_MEANWHILE = _("This was answered meanwhile.")
TAKEN_BACK = _("Taken back.")
FILES_LABEL = _("photo or file")
FILES_HELP = _("A photo of the paper is enough. PDF too.")
WHAT_IT_IS = _("what is it?")
HANDED_IN = _("Thank you. The operator looks at it and puts it in its place.")
CHOOSE_FILE = _("Choose a photo or a file.")
COPY_BEGUN = _("Your copy is being made. Look again in a minute.")
COPY_GONE = _("This copy is not there any more. Make a new one.")
FILE_BROKEN = _("This file does not open. Tell your operator.")
SENT_DOCUMENTS = _("I handed in a document.")

#: Kinds of appointments, plainer than the staff's.
DAYS: dict[str, Promise] = {
    "office": _("Public office"),
    "legal": _("Lawyer, court or commission"),
    "health": _("Doctor or hospital"),
    "work": _("Work"),
    "home": _("Home"),
    "school": _("School or course"),
    "talk": _("A talk with us"),
    "other": _("Appointment"),
}
ALONG: dict[str, Promise] = {
    "operator": _("Someone of the organisation comes with you"),
    "tutor": _("Your tutor comes with you"),
    "mediator": _("A mediator comes with you"),
}
PAPERS: dict[str, Promise] = {
    "permit": _("Residence permit"),
    "asylum": _("Asylum papers"),
    "decision": _("Decision, court"),
    "identity": _("Passport or identity card"),
    "health": _("Health"),
    "family": _("Family"),
    "school": _("School, courses"),
    "work": _("Work"),
    "home": _("Home"),
    "money": _("Money, tax, bank"),
    "other": _("Other"),
    "unsaid": _("The operator still has to look at it"),
}
SUPPORTS: dict[str, Promise] = {
    "asked": _("asked for, not decided yet"),
    "approved": _("approved, not paid yet"),
    "refused": _("refused"),
    "paid": _("paid"),
    "reversed": _("paid, and given back"),
}
NEEDS: dict[str, Promise] = {"open": _("still needed"), "met": _("done"), "dropped": _("not needed any more")}
ROLES: dict[str, Promise] = {
    "administrator": _("Administrator of the site"),
    "coordinator": _("Coordinator of the project"),
    "manager": _("Manager"),
    "operator": _("Operator"),
    "outreach": _("Operator of the street desk"),
    "reception": _("Operator of the reception centre"),
    "editor": _("Editor of the services"),
    "trainer": _("Teacher"),
    "tutor": _("Tutor"),
    "beneficiary": _("A person who is followed"),
    "evaluator": _("Evaluator"),
    "information": _("Information desk"),
}
ME = _("You")
SITE = _("The site itself")
SOMEONE = _("Someone who worked there")

#: What the trail tells, by what the act was about; each with "looked at" or "wrote".
TOLD: dict[str, Promise] = {
    "person": _("the facts about you"),
    "identity": _("your name and contacts"),
    "case": _("your case"),
    "need": _("what you need"),
    "situation": _("how you live"),
    "assessment": _("how you live"),
    "document": _("your documents"),
    "appointment": _("your appointments"),
    "task": _("what they do for you"),
    "plan": _("your plan"),
    "tutoring": _("the tutoring"),
    "support": _("money for you"),
    "home": _("home and work"),
    "consent": _("what you agreed to"),
    "referral": _("a service for you"),
    "share": _("sharing with another organisation"),
    "message": _("messages"),
    "request": _("what you asked about your data"),
    "family": _("your family"),
    "way_in": _("your way into this page"),
    "status": _("your permit"),
    "other": _("your papers here"),
}
LOOKED = _("looked at")
WROTE = _("wrote")
FOLLOWS = _("They follow you.")
WROTE_WHY = _("They had to write a reason, and the manager reads it. You can ask us what it was.")
WAS_SHARED = _("Your case was shared with them.")
OWN_ACT = _("You did this yourself.")


#: Names of the parts of the copy that a person takes along, and of what stands in them.
PARTS: dict[str, Promise] = {
    "person": _("Facts about me"),
    "name": _("My name and contacts"),
    "known": _("Who has something written about me"),
    "permit": _("My permit"),
    "family_goals": _("Goals of my family"),
    "guardians": _("Who decides for me by law"),
    "school": _("My school years"),
    "school_steps": _("What is done for my school"),
    "notices": _("How my data is used: when it was explained to me"),
    "scale": _("How I manage"),
    "skills": _("What I can do"),
    "papers": _("Papers of the project"),
    "shares": _("Who my case was shared with"),
    "reviews": _("When we looked at my plan"),
    "comments": _("Comments in my plan"),
    "languages": _("My languages"),
    "family": _("My family"),
    "consents": _("What I agreed to"),
    "cases": _("Who follows me"),
    "needs": _("What I need"),
    "situations": _("How I live"),
    "goals": _("My goals"),
    "actions": _("Who does what"),
    "appointments": _("My appointments"),
    "documents": _("My documents"),
    "supports": _("Money for me"),
    "homes": _("Where I live"),
    "placements": _("Where I work or train"),
    "referrals": _("Services for me"),
    "tutoring": _("The tutor"),
    "contacts": _("When we were in touch"),
    "messages": _("My messages"),
    "requests": _("What I asked"),
    "seen": _("Who has seen my data"),
}
COLUMNS: dict[str, Promise] = {
    "code": _("code"),
    "birth": _("year of birth"),
    "gender": _("man or woman"),
    "nationality": _("country"),
    "language": _("language"),
    "town": _("lives in"),
    "since_year": _("in Italy since"),
    "given_name": _("first name"),
    "family_name": _("family name"),
    "also": _("other name"),
    "phone": _("telephone"),
    "email": _("e-mail"),
    "paper": _("number of a paper"),
    "address": _("address"),
    "what": _("what"),
    "level": _("how well"),
    "since": _("from"),
    "until": _("until"),
    "on": _("day"),
    "at": _("hour"),
    "where": _("where"),
    "who": _("who"),
    "state": _("how it is"),
    "words": _("words"),
    "amount": _("euro"),
    "answer": _("answer"),
    "why": _("why"),
    "more": _("more"),
    "decided": _("what was decided"),
}
COPY_TITLE = _("What is written about me")
COPY_NOTE = _(
    "This is what the organisations that follow you have written about you. What another person wrote in private is "
    "not here. If something is wrong, ask to correct it."
)
