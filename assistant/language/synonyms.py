"""Words that say the same in public documents -> groups, so that a rewording is told from a change.

Opposites never share a group: to say "cost" for "save" is a change. Words outside all groups are
left to other checks.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.language.terms import stem

# What is done to something: to say another act is to say something else.
_ACTS = """
    cost need require requirement spend necessary
    save saving cut reduce
    receive get obtain secure give offer provide award gain
    benefit gain advantage help favour
    return send back refund hand
    return restore reinstate resume reintroduce bring back revive
    raise increase grow rise up higher boost expand more lift climb improve growth
    reduce cut lower decrease fall drop down decline shrink less few fewer narrow close
        reduction bring slow
    halve half
    double twice
    agree approve decide adopt endorse accept back resolve decision agreement approval
        sanction adoption support authorise commit pass establish sign
    reject refuse decline lose oppose against not
    guarantee ensure promise certain
    build construct deliver complete create provide develop construction finish make
        completion
    close end stop shut cease finish closure ending no
    replace substitute instead replacement succeed place
    chair chaired chairs chairman chairwoman chairperson
    affect hit damage enter impact
    free charge nothing interest without
    vacant empty unoccupied
    shortage lack insufficient short scarce few missing
    delay late behind slow postpone slip
    trial pilot test experiment try
    join together combine bring unite merge
    recruit appoint hire employ engage
    publish announce issue release publication
    buy purchase acquire bought
    sell sale sold dispose
    rent let lease tenancy tenant rental
    allow let permit enable able can may
    prevent avoid stop
    protect safeguard defend
    improve better enhance strengthen upgrade improvement
    bad poor weak disappointing worst
    repay payback recover back pay
    die dead death died fatal
    must require oblige obligation compulsory mandatory need shall have
    forbid ban prohibit
    exempt excuse
    lend loan borrow
    run operate
    store hold keep contain
    move transfer relocate shift
    join enrol enter
    receive take
    remove withdraw
    teach train
    help assist support aid
    suffer face experience
    consider explore examine investigate study
    vote elect choose
"""
_THINGS = """
    open launch start begin establish set create commence introduce found opening
    fund pay finance spend invest contribute commit allocate cover provide give put meet
        earmark set funding payment expenditure spending investment contribution commitment
        allocation capital grant award money budget
    ask request call want invite urge seek demand
    plan intend aim want seek hope propose target goal ambition expect will commit pledge
        design due intention would like objective wish step planned going set
    first start begin initial
    new another extra additional further more replacement next
    show present introduce bring submit report give paper lay
    company firm business employer enterprise
    resident people person local inhabitant citizen community public population anyone
        someone everyone individual
    home house housing dwelling property household
    share proportion percentage rate part fraction per cent
    gap difference disparity inequality
    whole total all entire overall combined altogether sum
    lead head run manage direct director leader chief executive manager
    own owner responsible responsibility accountable
    include contain comprise cover involve consist made part
    notify tell inform alert write contact
    year annual annually yearly
    month monthly
    week weekly
    quarter quarterly
    identify find found locate choose pick select discover
    work job employment post working employ
    priority prioritise first precedence important
    fare price ticket journey
    expect forecast predict project anticipate likely
    present current now today existing currently
    previous before earlier last prior former past ago preceding
    follow next after later then subsequent remain other rest remaining following
    about around approximately roughly nearly some almost
    child pupil young kid
    old elderly over
    train training teach teaching educate course learn
    learner student pupil
    area district ward place region neighbourhood locality part
    road street route
    review evaluate assess examine look check evaluation assessment
    consult listen engage speak ask consultation conversation discuss
    hold host administer keep held
    offer supply provide deliver give available make
    because reason due therefore since result cause owing
    reach achieve attain meet hit get arrive
    propose recommend suggest proposal recommendation suggestion
    monitor track oversee
    connect link access
    big large major great significant
    live reside living dwell
    maker manufacturer producer
    keep maintain retain continue remain hold still stay preserve
    telephone phone line
    earn income wage salary
    measure indicator metric
    progress course track
    separate distinct different
    money funding budget
    local council authority
    hospital clinic
    test check inspect inspection
    rough outside street
    vote voting ballot
    number figure count
    fit install put equip
    describe call term name
    note record log
    explain say tell state
    describe set out
    draft proposed proposal
    approve sign
    house home host accommodate
    serve contribute support towards
    divide split share
    treat care
    flood flooding
    emission carbon
    visit attend go
    limit cap maximum most
    spread extend expand roll
    target aim goal
    reserve save keep aside
    create make produce
    volunteer befriend
    deprive poor disadvantage
    wage pay salary earn
    buyer buy purchase
    worker work staff employee workforce
    practice surgery
    sick ill illness disease condition
    parent family carer
    doctor clinician physician
    car vehicle
    cycle bike bicycle
    forest wood woodland
    shop store retail
    rule regulation condition
    purpose objective goal aim
    idea proposal suggestion
    problem issue challenge difficulty
    difficult hard struggle
    easy simple
    fast quick rapid speed
    sole only single exclusive
    near close beside nearby
    main chief primary principal key
    size scale
    stage phase step
    mainly mostly largely chiefly primarily
    often frequent regular
    across throughout within
    despite although though
    owe due thanks
    opportunity chance
    danger risk threat hazard
    safe safety secure
    warm heat heating
    wet damp
    survey poll questionnaire
    response reply answer
    view opinion
    rate level
    list register
    urgent immediate
    nation national
    wish desire
    participate join take
    repair mend fix
    aware know knowledge
    question query
    write letter written
    attract draw
    wait queue
"""
# Words that join, count or tell who says so, and add no fact of their own.
_GLUE = """
    accord according total compare comparison contrast against step toward way respectively
    specifically overall namely part number figure also however meanwhile addition further
    report state describe explain note mention add say tell announce set out place together
    as well include including current currently already both around about approximately
    roughly specific particular respective order term case time document paper strategy plan
    minutes statement text evidence source section intend aim due expect will period mid
    late early date dated one two single least most much many up among alongside amount
    level mean identify get make take record year month week cent per far so yet once again
    cause go come put stand count show form make-up follow today previous still just only
"""


def _table(groups: str, first: int) -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    lines = [line for line in groups.replace("\n        ", " ").splitlines() if line.strip()]
    for number, line in enumerate(lines, first):
        for word in line.split():
            table.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


_NONE: frozenset[int] = frozenset()
_ACTING = _table(_ACTS, 0)
_NAMING = _table(_THINGS, 1000)
GLUE = frozenset(stem(word) for word in _GLUE.split())


def is_act(word_stem: str) -> bool:
    """Say whether a stem tells what is done, so that no other may stand in its place."""
    return word_stem in _ACTING and word_stem not in GLUE


@lru_cache(maxsize=4096)
def groups_of(word_stem: str) -> frozenset[int]:
    """Return the groups that a stem is in; none for a word that has no known others."""
    return _ACTING.get(word_stem, _NONE) | _NAMING.get(word_stem, _NONE)


def is_same_sense(one: str, other: str) -> bool:
    """Say whether two stems share a group."""
    return not groups_of(one).isdisjoint(groups_of(other))
