package cn.qingfeng.organization;

import static cn.qingfeng.organization.Duty.ADMIN;
import static cn.qingfeng.organization.Duty.ASSESSOR;
import static cn.qingfeng.organization.Duty.CALLER;
import static cn.qingfeng.organization.Duty.COUNTY_LEADER;
import static cn.qingfeng.organization.Duty.DISCIPLINE;
import static cn.qingfeng.organization.Duty.GRADER;
import static cn.qingfeng.organization.Duty.GROUP_HEAD;
import static cn.qingfeng.organization.Duty.HANDLER;
import static cn.qingfeng.organization.Duty.LEGAL;
import static cn.qingfeng.organization.Duty.MEDIA;
import static cn.qingfeng.organization.Duty.OFFICER;
import static cn.qingfeng.organization.Duty.OFFICE_HEAD;
import static cn.qingfeng.organization.Duty.PROCESS_OWNER;
import static cn.qingfeng.organization.Duty.REPORT_DESK;
import static cn.qingfeng.organization.Duty.SUPERVISOR;
import static cn.qingfeng.organization.Duty.UNIT_LEADER;
import static cn.qingfeng.organization.Duty.WINDOW_CLERK;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may what: the county's one table (county plan, roles), read by pages, APIs, the clue's file, Cockpit and the login.
 * Who may take a step of a process is a table beside it, by step. A right to a clue is never more than a right to one that
 * the person sees and need not keep out of.
 */
public enum Right {
    /** Sees what is in a clue; a clerk what came over the counter, a unit what was dispatched to it. */
    SEE_CLUE(to(GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE, COUNTY_LEADER)
            .own(WINDOW_CLERK, HANDLER, UNIT_LEADER)
            .reports()),
    /** Reads a clue as it was told; everybody else as it was screened (脱敏视图). */
    READ_AS_TOLD(to(WINDOW_CLERK, GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER).reports()),
    /** Decides what of a clue's text units read: whoever grades and dispatches. */
    SCREEN(to(WINDOW_CLERK, GRADER, OFFICE_HEAD, GROUP_HEAD).during(While.OPEN)),
    /** Withdraws, merges or corrects a clue beside its ordinary path. */
    END(to(GRADER, OFFICE_HEAD, GROUP_HEAD).during(While.OPEN)),
    /** Sees every file, adds some, lets units see them, and writes with the reporter. */
    WORK_ON_CLUE(to(WINDOW_CLERK, GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE)
            .reports()),
    /** Reads what the offices wrote to each other about a clue. */
    READ_OFFICES(to(WINDOW_CLERK, GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE, COUNTY_LEADER)
            .reports()),
    /** Says who keeps out of a clue (回避). */
    SET_RECUSAL(to(OFFICE_HEAD, GROUP_HEAD).reports()),
    /** Urges a unit (催办). */
    URGE(to(GRADER, OFFICE_HEAD)),
    /** Orders, lists and asks to explain (督办、挂牌、约谈说明). */
    ORDER(to(SUPERVISOR)),
    /** Takes a clue's process back, forward, off or up again, beside the path of its tasks. */
    STEER(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD)),
    /** Issues the papers of a clue: dispatch orders, letters to reporters, transfer letters. */
    ISSUE_PAPERS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER).own(WINDOW_CLERK).reports()),
    /** Issues the papers of orders (督办单、挂牌督办单). */
    ISSUE_ORDER_PAPERS(to(SUPERVISOR)),
    /** Raises a card. */
    RAISE(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD)),
    /** Takes a yellow card down. */
    LOWER_YELLOW(to(OFFICE_HEAD)),
    /** Takes a red card down. */
    LOWER_RED(to(GROUP_HEAD)),
    /** Asks for more time, for a pause, for its end, for a tackling team. */
    ASK_FOR_TIME(to().own(HANDLER)),

    /** Sees who reported in masked form. */
    SEE_MASKED(to(GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE)),
    /** Has the reporter's contact data, with the reporter's consent. */
    CONTACT_HANDLING(to().own(HANDLER, UNIT_LEADER).during(While.AT_THE_UNIT)),
    /** Has the reporter's contact data while a call-back is owed. */
    CONTACT_CALLING_BACK(to(CALLER).during(While.AT_THE_CALLER)),
    /** Finds appeals by the telephone number, credit code or name that their reporter told, given whole. */
    FIND_REPORTER(to(GRADER, OFFICE_HEAD, CALLER)),
    /** Asks to be shown who reported; whoever holds several duties asks in the first, whose wish is decided highest. */
    ASK_WHO_REPORTED(to(OFFICE_HEAD, GRADER, CALLER, DISCIPLINE).reports()),
    /** Reads who asked to know the reporter, and what came of it; never who it is. */
    READ_REVEALS(to(OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, DISCIPLINE).reports()),
    /** Opens the list of those who asked. */
    LIST_REVEALS(
            to(GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE).reports()),
    /** Reads the list of the year's reveals. */
    READ_REVEAL_PACK(to(DISCIPLINE).reports()),

    /** Enters clues on the provincial platform, and takes them out for it with who reported. */
    ENTER_AT_PROVINCE(to(GRADER, OFFICE_HEAD).reports()),

    /** Calls joint meetings, and enters what they decide. */
    CALL_MEETINGS(to(GRADER, OFFICE_HEAD, GROUP_HEAD)),

    /** Changes the draft of what officials may and must not do in contact with firms. */
    EDIT_CONDUCT(to(GRADER, OFFICE_HEAD, GROUP_HEAD)),
    /** Publishes it. */
    PUBLISH_CONDUCT(to(OFFICE_HEAD, GROUP_HEAD)),
    /** Sees who acknowledged it; a unit's leader of the own unit. */
    SEE_ACKNOWLEDGED(to(OFFICE_HEAD, GROUP_HEAD, DISCIPLINE).own(UNIT_LEADER)),

    /** Sees scores of rounds with all that they are made of; a unit's leader the own, and every place once it is published. */
    SEE_SCORES(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, DISCIPLINE, COUNTY_LEADER)
            .own(UNIT_LEADER)),
    /** Sees warnings of units and what else followed from rounds; a unit the own. */
    SEE_WARNINGS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, DISCIPLINE, COUNTY_LEADER, ASSESSOR)
            .own(HANDLER, UNIT_LEADER)),
    /** Sees the yearly sheet of scores, warnings and what they were hooked to (四挂钩). */
    SEE_LINKS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, DISCIPLINE, COUNTY_LEADER, ASSESSOR)),
    /** Proposes what is to become of an award, an honour or an appraisal. */
    PROPOSE_LINKS(to(GRADER, OFFICE_HEAD)),
    /** Approves what somebody else proposed there. */
    APPROVE_LINKS(to(GROUP_HEAD)),
    /** Says when and by which document it was done. */
    EXECUTE_LINKS(to(ASSESSOR, OFFICE_HEAD)),
    /** Tries other rules on a round, which changes nothing, and looks at the clues behind published results again. */
    TRY_WEIGHTS(to(GRADER, OFFICE_HEAD, GROUP_HEAD)),

    /** Keeps the register of firms: whose they are, their contacts, their quiet days. */
    KEEP_FIRMS(to(GRADER, OFFICE_HEAD, GROUP_HEAD)),
    /** Sees the register and what was found on visits; a chief service officer the own firms. Contacts are for whoever keeps it, and for their officer. */
    SEE_FIRMS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, COUNTY_LEADER).own(OFFICER)),
    /** Announces inspections of firms; a unit its own. */
    ANNOUNCE_INSPECTIONS(to(GRADER, OFFICE_HEAD, GROUP_HEAD).own(HANDLER, UNIT_LEADER)),

    /** Sees rounds of evaluation (评议); a unit's leader, once there is a draft, the own unit in them. */
    SEE_ROUNDS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR).own(UNIT_LEADER)),
    /** Runs rounds: says which units take part, prints links, enters paper ballots. */
    RUN_ROUNDS(to(GRADER, OFFICE_HEAD)),
    /** Checks rounds: reads reports of pressure, rules on objections. */
    CHECK_ROUNDS(to(SUPERVISOR)),
    /** Sees the sums of questionnaires about visits. */
    SEE_SURVEYS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, COUNTY_LEADER)),
    /** Makes questionnaires, prints links, closes them, covers what was written. */
    RUN_SURVEYS(to(GRADER, OFFICE_HEAD)),
    /** Rules on objections to marks and checks of windows; whoever made a check leaves it to another. */
    RULE_WINDOWS(to(SUPERVISOR, GROUP_HEAD)),

    /** Registers for somebody. */
    REGISTER(to(WINDOW_CLERK, GRADER, OFFICE_HEAD)),
    /** Brings clues in from old ledgers and other systems. */
    IMPORT_CLUES(to(GRADER, OFFICE_HEAD)),
    /** Opens the case pages of the webapps at all: who owns processes or accounts has no cases. */
    HAVE_CASES(to(
                    WINDOW_CLERK,
                    GRADER,
                    OFFICE_HEAD,
                    GROUP_HEAD,
                    CALLER,
                    SUPERVISOR,
                    DISCIPLINE,
                    COUNTY_LEADER,
                    MEDIA,
                    LEGAL,
                    OFFICER,
                    HANDLER,
                    UNIT_LEADER)
            .reports()),
    /** Sees matters (事项) of the kinds that are for the duty. */
    SEE_MATTER(to(
                    WINDOW_CLERK,
                    GRADER,
                    OFFICE_HEAD,
                    GROUP_HEAD,
                    CALLER,
                    SUPERVISOR,
                    DISCIPLINE,
                    COUNTY_LEADER,
                    MEDIA,
                    LEGAL,
                    REPORT_DESK)
            .own(OFFICER, HANDLER, UNIT_LEADER)),
    /** Opens matters of the kinds that are the duty's to open. */
    OPEN_MATTER(
            to(WINDOW_CLERK, GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE, MEDIA, LEGAL, REPORT_DESK)
                    .own(OFFICER, HANDLER, UNIT_LEADER)),
    /** Puts files to a matter that the person sees. */
    ADD_TO_MATTER(
            to(WINDOW_CLERK, GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE, MEDIA, LEGAL, REPORT_DESK)
                    .own(OFFICER, HANDLER, UNIT_LEADER)),
    /** Suspends a matter, takes it up again, withdraws it. */
    STEER_MATTER(to(OFFICE_HEAD, GROUP_HEAD, REPORT_DESK)),
    /** Takes the ledger out as a table, of what the person sees. */
    EXPORT_LEDGER(to(GRADER, OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, DISCIPLINE).own(UNIT_LEADER)),
    /** Reads who took the ledger out, and when. */
    READ_EXPORTS(to(OFFICE_HEAD, GROUP_HEAD, DISCIPLINE)),
    /** Watches the board of open clues. */
    WATCH_BOARD(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD, DISCIPLINE, COUNTY_LEADER)),
    /** Watches running clues in Cockpit: number and routing, never content. */
    WATCH_RUNNING(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD, DISCIPLINE)),
    /** Opens Cockpit. */
    OPEN_COCKPIT(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD, DISCIPLINE, PROCESS_OWNER, ADMIN)),
    /** Reads the weekly and monthly packs of the whole county. */
    READ_PACKS(to(GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE, COUNTY_LEADER)
            .own(UNIT_LEADER)),
    /** Is told when a weekly or monthly pack is made. */
    BE_TOLD_OF_PACKS(to(OFFICE_HEAD, GROUP_HEAD, SUPERVISOR, COUNTY_LEADER).own(UNIT_LEADER)),
    /** Issues the weekly list and the monthly brief as papers. */
    ISSUE_PACK_PAPERS(to(OFFICE_HEAD, GROUP_HEAD)),
    /** Issues what units get in writing of a round: results, certificates, letters of what follows. */
    ISSUE_ROUND_PAPERS(to(OFFICE_HEAD, GROUP_HEAD)),
    /** Reads the register of issued papers. */
    READ_PAPERS(
            to(GRADER, OFFICE_HEAD, GROUP_HEAD, CALLER, SUPERVISOR, DISCIPLINE).reports()),
    /** Keeps the templates of papers and how their numbers are written. */
    KEEP_TEMPLATES(to(OFFICE_HEAD, GROUP_HEAD)),

    /** Opens the pages of what runs by the calendar. */
    OPEN_SCHEDULE(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD, PROCESS_OWNER, ADMIN)),
    /** Reads what ran by the calendar, and what differed. */
    READ_SCHEDULE(to(SUPERVISOR, OFFICE_HEAD, GROUP_HEAD, ADMIN)),
    /** Makes and closes plaques. */
    KEEP_PLAQUES(to(GRADER, OFFICE_HEAD, GROUP_HEAD)),
    /** Gives keys to other channels. */
    ISSUE_CHANNEL_KEYS(to(OFFICE_HEAD, GROUP_HEAD)),
    /** Sees the keys of other channels, and takes them back. */
    READ_CHANNEL_KEYS(to(OFFICE_HEAD, GROUP_HEAD, ADMIN)),
    /** Closes units, which moves open clues; says who is away. */
    RUN_OFFICE(to(OFFICE_HEAD, GROUP_HEAD)),
    /** Sets up units, windows and contact points. */
    SET_UP_COUNTY(to(OFFICE_HEAD, GROUP_HEAD, ADMIN)),
    /** Keeps the classification. */
    CLASSIFY(to(OFFICE_HEAD, GROUP_HEAD, PROCESS_OWNER)),
    /** Reads the county's own data. */
    READ_COUNTY(to(OFFICE_HEAD, GROUP_HEAD, ADMIN, PROCESS_OWNER)),
    /** Keeps the calendar of working days. */
    KEEP_CALENDAR(to(PROCESS_OWNER, ADMIN)),
    /** Writes what notices say and to whom they go. */
    EDIT_NOTICES(to(PROCESS_OWNER, ADMIN)),
    /** Reads what is deployed. */
    READ_DEPLOYED(to(PROCESS_OWNER, ADMIN)),
    /** Decides what is deployed. */
    DEPLOY(to(PROCESS_OWNER)),
    /** Repairs what stands still around a sealed report. */
    REPAIR_SEALED(to().reports()),
    /** Sees changes of guarded duties, and agrees to some. */
    READ_GUARDED_CHANGES(to(ADMIN, DISCIPLINE, OFFICE_HEAD, GROUP_HEAD).reports()),
    /** Keeps the tables between the county and the provincial platform. */
    KEEP_PROVINCE_TABLES(to(OFFICE_HEAD)),
    /** Says which other systems are told of status changes. */
    KEEP_WEBHOOKS(to(ADMIN)),
    /** Keeps accounts, duties, undelivered notices and the machine; sees no case. */
    ADMINISTER(to(ADMIN));

    /** When in a clue's life a right to it is there. */
    public enum While {
        ALWAYS,
        /** Until the clue has ended. */
        OPEN,
        /** While a unit handles it. */
        AT_THE_UNIT,
        /** While the caller has it. */
        AT_THE_CALLER
    }

    private final Given given;

    Right(Given given) {
        this.given = given;
    }

    /** The duties that have the right, to appeals and suggestions or to no clue at all, in their order of precedence. */
    public List<Duty> duties() {
        return given.toAll();
    }

    /** The duties that have the right to what is the own unit's or what came over the own counter. */
    public List<Duty> ownOnly() {
        return given.toOwn();
    }

    /** The duties that have the right to a report against a person (举报), or to what is about such reports. */
    public List<Duty> ofReports() {
        return given.toReports();
    }

    public While during() {
        return given.phase();
    }

    /** How a table shows what a duty has of this right: all of it, the own, that of reports, or nothing. */
    public String signOf(Duty duty) {
        if (given.toAll().contains(duty)) {
            return "●";
        }
        return given.toOwn().contains(duty) ? "○" : given.toReports().contains(duty) ? "▲" : "";
    }

    /** Every duty that has the right to anything. */
    public Set<Duty> anyhow() {
        return Set.copyOf(Stream.of(given.toAll(), given.toOwn(), given.toReports())
                .flatMap(List::stream)
                .toList());
    }

    /** Whether somebody with these duties has the right to something. */
    public boolean isOfAny(Collection<Duty> held) {
        return held.stream().anyMatch(anyhow()::contains);
    }

    /** The engine's groups, which are the login's authorities, of those duties that are not held per unit. */
    public String[] groups() {
        return anyhow().stream()
                .filter(duty -> !duty.perUnit())
                .map(Duty::groupId)
                .toArray(String[]::new);
    }

    private static Given to(Duty... duties) {
        return new Given(List.of(duties), List.of(), List.of(), While.ALWAYS);
    }

    private record Given(List<Duty> toAll, List<Duty> toOwn, List<Duty> toReports, While phase) {

        Given own(Duty... duties) {
            return new Given(toAll, List.of(duties), toReports, phase);
        }

        /** And to reports against persons: their desk alone. */
        Given reports() {
            return new Given(toAll, toOwn, List.of(REPORT_DESK), phase);
        }

        Given during(While until) {
            return new Given(toAll, toOwn, toReports, until);
        }
    }
}
