"""Groups of nouns and qualities that officers use for one another, one group a line."""

from __future__ import annotations

THINGS = """
council authority borough district municipality
councillor member cllr
government ministry department state
ministry department
people person resident citizen individual inhabitant population public user
staff employee worker workforce personnel official officer
official officer leader
company firm business supplier contractor provider
organisation body agency partner institution
group board committee panel team assembly forum
road highway street transport
car vehicle
home house housing dwelling household property
child young youth pupil
elderly older old age pensioner
student pupil learner
school college education
doctor gp clinician practice
hospital nhs trust
health wellbeing medical nhs
ill illness disease sick condition
disabled disability impairment
poor poverty deprived deprivation disadvantage disadvantaged
jobless unemployed unemployment
crime offence criminal offending
prisoner offender inmate
money fund cash pound
percent percentage share proportion part rate
number total count figure
year annual annually yearly
month monthly
january jan
february feb
march mar
april apr
june jun
july jul
august aug
september sept sep
october oct
november nov
december dec
week weekly
day daily date
big large largest biggest huge major greatest
small little minor smallest
most majority largest biggest highest main
main chief principal key primary
new recent latest fresh
old former previous earlier past
first initial opening
final last ultimate
current present now today
future longterm forthcoming coming next
quick fast rapid swift speed
free cost
problem issue challenge difficulty barrier obstacle
risk threat danger hazard
advantage benefit strength gain
effect impact consequence result outcome
part section segment portion
kind type category
rule regulation law legislation act statutory legal
document paper report strategy plan
strategy plan policy programme
project scheme initiative programme pilot
programme scheme initiative
system framework
principle tenet value
action step measure activity task
event conference meeting summit
website site online web internet portal
online internet digital web website
offline digital
phone telephone mobile call
email electronic
letter post mail paper
software tool application app system
data information statistic
place area location site venue
area region locality county district
county shire
local area community neighbourhood
community neighbourhood local
environment green climate nature
climate carbon emission
energy power electricity
park green space
job employment work role
skill training capability expertise
skilled trained experienced
role post position job
salary pay wage remuneration earnings
deadline date due closing
period term duration time
often frequency frequently times
place venue
idea concept
name title called
head director chief leader
boss manager head
deputy vice assistant
minister secretary
mayor leader
police constabulary
charity voluntary
volunteer voluntary volunteering
sport physical activity exercise
exercise physical activity
walking walk
bus buses coach transport
train rail railway
shop retail
library book
waste rubbish refuse recycling
water flood
baby infant birth
parent family mother father
family household
carer care
care social
mental wellbeing
food meal
loneliness lonely isolation
equality diversity inclusion
fair equal equality
safe safety secure
public open
private commercial
open transparent transparency
trust confidence
uncertain uncertainty unclear unknown
clear plain
summary overview
whole entire total
together joint jointly
country nation national
town city
abroad international overseas
ethic ethical moral
curb limit restrict
stage theatre venue
abuse violence
accident collision crash
adjacent neighbouring nearby next
adult grownup
all every everything whole entire
alternative instead fallback contingency
apprentice apprenticeship
arrears debt
art culture cultural
bicycle bike cycle cycling
border boundary
bridge crossing
broadband gigabit fibre internet
carbon greenhouse co2 emission
case instance example
cemetery graveyard
chemist pharmacy pharmacist
church faith religious religion
class lesson
clinic surgery
coast seaside coastal
colleague coworker
competent skilled
consent permission
consumer customer client user
crucial vital essential critical key important
dental dentist dentistry
dose jab vaccine vaccination immunisation
drug medicine prescription
early soon
earnings income wage
easy simple straightforward
electric electricity
empty vacant unused unoccupied
enough sufficient adequate
enterprise company business firm
error mistake fault
ethnic race racial minority
exact precise
exception exemption
extra additional further
facility amenity
factory plant manufacturer manufacturing
farm agriculture agricultural farmer farming
fast quick
fewer less lower
foreign overseas
foreword introduction preface
forest woodland tree wood
frequent often regular
gap difference disparity inequality
handbook manual guide
hazard danger
headcount staff employee workforce employ person
heat warm warmth heating
heritage historic history
holiday leave vacation
homeless homelessness rough
immediate urgent instant
income revenue earnings turnover
indicator measure metric
interim temporary provisional
judge magistrate judicial court
journalist press media
journey trip travel
kid child youngster
knowledge understanding insight
landlord owner
lawyer solicitor
leaflet flyer brochure
least fewest lowest smallest minimum
leisure recreation
level tier grade
limit cap ceiling threshold maximum
litter rubbish
lorry truck hgv
male man men
migrant immigrant refugee asylum
mission purpose
mortality death died dead
museum gallery
nurse nursing
nursery preschool childcare
obligation duty
occasion event
pavement footpath path
penalty fine
pension retirement retire
photo picture image
pollution contamination
portion share
prison jail gaol custody
queue wait waiting
quota target
reliable dependable
remit scope
rich wealthy affluent prosperous
robust strong
rough approximate roughly approximately about around
rural countryside
scarce short
severe serious
sme small
smoke smoking tobacco smoker
stakeholder partner
street lane avenue
sustainable green
teenager teenage adolescent young
tenant renter tenancy
theft stealing
theme topic subject strand pillar
tourism tourist
traffic congestion
university college
urban city
vague unclear
victim survivor
vulnerable risk
wildlife biodiversity species
woman women female
worst lowest poorest bottom
capital london
list inventory register catalogue catalog directory
pentagon defense defence
treasury exchequer
bulk volume mass
post headcount fte
law legislative legislation
touchy sensitive delicate contentious controversial
neutral impartial
dashboard chart visualization visualisation
privacy confidentiality
lawyer solicitor barrister
average mean typical median
vague ambiguous unclear
rich wealthy affluent
commute commuter journey trip travel
weather meteorological
longevity expectancy
tenant landlord rent tenancy
opinion view
bid tender
readiness ready prepared preparedness
slogan motto catchphrase
beach shore strand coast seaside
motorist driver
skipper captain
pub bar inn
rota roster
port harbour dock quay
boat vessel ship
surplus profit
deficit shortfall
defect fault
flat apartment
fire blaze
newcomer beginner novice
expert specialist
grave tomb burial
verdict ruling judgment
outlay expenditure spending cost
perk benefit
upkeep maintenance
watchdog regulator ombudsman
tuition teaching
storey floor
tonne ton
illegal unlawful
legal lawful
compulsory mandatory obligatory
optional voluntary
costly expensive dear
cheap inexpensive affordable
derelict disused abandoned
damp wet moist
faulty defective broken
lasting permanent enduring
obsolete outdated
rare uncommon
secret confidential
separate distinct apart
shared joint
typical usual
wrong incorrect
brief short
broad wide
takings receipt income
conviction belief
zero none nil
"""
