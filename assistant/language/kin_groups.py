"""Groups of verbs and deeds that officers use for one another, one group a line; nothing else.

Written for the vocabulary of public bodies: a question seldom uses the paper's own word. The
second list holds verbs of two words; things and qualities stand in `kin_things.py`.
"""

from __future__ import annotations

DEEDS = """
decide decision agree agreement resolve resolution approve approval endorse adopt determine
reject rejection refuse refusal decline dismiss turndown rule veto
publish publication launch release issue unveil announce announcement post
start begin commence commencement launch initiate open kick
end finish conclude close closure cease stop terminate expire complete completion
fund funding finance pay payment grant award money invest investment sponsor
cost spend spending expenditure price expense budget resource financial money
receive get obtain gain secure given award
give provide provision supply offer allocate contribute contribution award
build construct construction make create develop deliver erect
create establish establishment found form launch introduce introduction setup
develop development prepare preparation draft design devise drawup produce formulate
write written author draft pen compose produce
lead leader leadership head run chair direct manage oversee
own owner ownership responsible responsibility accountable accountability lead
run operate operation manage management administer deliver
chair chairman chairwoman chairperson preside
join member membership participate participation involve involvement include takepart belong sit
attend attendance attendee attendant present participant audience come
meet meeting gather convene session assemble
ask request invite call urge
recommend recommendation advise advice propose proposal suggest suggestion
say state tell note report comment remark
show find finding reveal indicate demonstrate evidence result
help support assist assistance aid enable back
keep retain maintain maintenance preserve continue update
change alter amend amendment revise revision modify reform replace rename
replace replacement substitute supersede switch
increase rise grow growth raise expand expansion up
decrease reduce reduction fall drop cut decline lower down shrink
improve improvement enhance better strengthen boost upgrade
refer referral pass signpost direct
appoint appointment hire recruit recruitment employ name
leave resign resignation depart departure quit retire
choose select selection pick choice elect
send submit submission file lodge receive deliver
apply application applicant claim bid
monitor monitoring track measure review evaluate evaluation assess assessment
review examine consider consideration inspect scrutinise scrutiny assess
use user usage utilise employ apply access
need require requirement demand necessary must
plan intend intention aim propose expect schedule
aim goal objective ambition target purpose priority aspiration outcome
prevent prevention avoid stop protect reduce
protect protection safeguard safeguarding defend secure
check verify verification test assure assurance confirm validate
identify identity identification recognise detect
share sharing exchange
delay postpone late behind slow hold
miss fail failure unmet shortfall
break breach contravene contravention violate violation infringe infringement
move transfer relocate shift transition migrate
buy purchase procure procurement acquire contract contractor
sell sale dispose disposal release
teach train training educate education learn
cover include apply extend scope
arrange organise organisation organize organization coordinate coordination
answer reply respond response feedback consultation
consult consultation engage engagement comment feedback
collaborate collaboration cooperate partner partnership joint together
link connect connection connectivity join relate
explain explanation describe description define definition mean
save saving saver economy efficiency
visit visitor attend travel
live resident reside inhabitant
ring call phone telephone contact
stop cease abandon giveup end withdraw
vote ballot elect election
win winner awarded award prize
sign signature signatory
cause reason because due result lead
celebrate recognise honour award mark
happen occur take event
train course class lesson
offer provide available availability
charge fee price pay cost
allow permit permission enable let
stay remain
serve service
work job employment role post position
accelerate quicken hasten speed faster
advertise advert promote publicise marketing publicity communication
amalgamate merge consolidate
adjourn defer postpone
allocate allot earmark ringfence reserve
attract draw entice
authorise sanction licence license mandate
ban forbid prohibit outlaw
calculate compute estimate
cancel scrap axe abandon remove discontinue abolish
categorise classify
commute travel
compensate compensation reimburse refund repay
compete competition rival bid tender
complain complaint grievance
comply compliance conform adhere obey
convert transform
copy imitate emulate duplicate
correct amend fix rectify
curtail restrict
damage harm
debate discuss discussion
delete remove erase
demolish knock
describe portray depict
disclose reveal
divert redirect
double twice
ease relieve alleviate
eliminate eradicate end abolish
emphasise stress highlight underline
enrol enlist register registration signup
evict eviction
exempt excuse waive waiver
forecast predict project prediction projection
halve half
harmonise standardise
hinder hamper obstruct
illustrate example
implement implementation execute
injure injury casualty
instruct order
insulate insulation retrofit
interview interviewee conversation
justify reason
lend loan borrow
modernise renovate refurbish overhaul upgrade
motivate encourage inspire
nominate propose
oversee supervise supervision scrutiny
persuade convince
predict forecast
prioritise priority rank
praise commend
qualify eligible eligibility entitled entitlement
ratify approve endorse
rate rating score satisfaction
rebuild redesign redevelop remodel reshape transform revamp rework
recover recoup regain
regenerate revive regeneration revitalise
reinforce strengthen
rely depend dependent dependence
reserve earmark
restart resume
retrain reskill
sack dismiss redundancy
satisfy satisfaction satisfied happy
schedule timetable
simplify simplification streamline easier
solve resolve solution
subsidise subsidy fund grant
supervise oversee
survey poll questionnaire
suspend halt pause
swap exchange
taxation tax levy
trial pilot
try attempt
undertake perform
weaken undermine
worsen deteriorate
obey mandate requirement binding
advertise promotion promote
maintain update current updated
objection opposition oppose against
audit inspect inspection
pledge promise commitment commit undertaking
delete removal drop
inform notify notification alert
breach infringe infringement violate violation contravene
adapt adjust adjustment
combine merge unite unify
compel force oblige require
conceal hide
praise congratulate
criticise criticism
diminish reduce lessen decrease
discourage deter
donate donation gift give
delegate entrust
enlarge expand extend extension widen broaden
ensure guarantee
exceed surpass
exclude omit
fulfil achieve accomplish attain
collect collection gather
install installation
insure insurance
mend repair fix
preserve conserve conservation
trigger cause provoke
punish punishment penalty sanction
restore restoration refurbish renovate repair
repeal revoke rescind lift
rescue save
differ vary variation difference
warn warning alert caution
summarise summary
reuse recycle
occupy occupancy
store storage
proceed continue
enquire ask inquire enquiry inquiry
"""

# Two words that say one; the answer seldom says them as two.
TWO_WORD_VERBS = """
make public=publish; pass on=refer; turn down=reject; set up=establish; carry out=conduct
run out=expire; give up=abandon; draw up=develop; pay for=fund; take part=participate
sign up=join; bring in=involve; put off=delay; come together=meet; write down=document
go online=publish; look after=care; take over=replace; answer for=accountable; point out=note
hand out=distribute; hand in=submit; send in=submit; speed up=faster; cut back=reduce
go up=increase; go down=decrease; close down=close; find out=learn; work for=employ
work out=develop; look into=investigate; roll out=launch; phase out=end; get rid=remove
make up=include; stand for=mean; count as=include; back up=support; fall short=miss
call off=cancel; deal with=handle; apart from=except; left out=exclude; leave out=exclude
own up=admit; step down=resign; keep current=update; last word=authority; up to=maximum
at most=maximum; at least=minimum; sit on=member
get together=meet; sit down=meet; take on=recruit; bring on=recruit; let go=dismiss; lay off=dismiss
set aside=budget; put aside=budget; put in=invest; put into=invest; pay out=award; buy in=procure
hold back=delay; hold up=delay; do away=remove; take out=remove; take off=remove
take down=remove; strike out=remove; cut out=remove; wind up=close; wind down=close; shut down=close
go ahead=approve; sign off=approve; wave through=approve; knock back=reject; throw out=reject
come up=propose; put forward=propose; set out=describe; lay out=describe; spell out=describe
look at=review; go through=review; keep to=follow; stick to=follow; comply with=follow
build up=increase; step up=increase; ramp up=increase; scale up=increase; scale back=reduce
cut down=reduce; bring down=reduce; slow down=delay; bring forward=move; push back=delay
keep up=maintain; live up=meet; fall behind=late; catch up=improve; work together=collaborate
team up=partner; join up=joint; hook up=connect; log on=use; sign on=register; opt out=decline
talk to=interview; speak to=interview; pick up=fund; turn up=attend; come along=attend
"""
