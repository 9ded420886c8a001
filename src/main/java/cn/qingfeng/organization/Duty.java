package cn.qingfeng.organization;

import cn.qingfeng.organization.guard.GuardedChanges;
import java.util.Arrays;
import java.util.Optional;

/** What a person is there for. A duty is a group in the process engine; two of them exist once in every unit. */
public enum Duty {
    /** 窗口登记员: registers for whoever comes to the counter, decides and dispatches blue cards. */
    WINDOW_CLERK("window-clerk"),
    /** 研判员: admits clues and grades them. */
    GRADER("grader"),
    /** 营商环境办负责人: decides yellow cards, rules on returned clues, reviews results. */
    OFFICE_HEAD("office-head"),
    /** 领导小组办公室主任: decides red cards. */
    GROUP_HEAD("group-head"),
    /** 回访员: asks the reporter whether it is solved, and never handled the clue. */
    CALLER("caller"),
    /** 督查员: verifies on the spot, looks at red clues again. */
    SUPERVISOR("supervisor"),
    /** 纪检监察干部: watch over handling, take over what is transferred; reports against persons are not theirs to see. */
    DISCIPLINE("discipline"),
    /** 信访举报专岗: two people of the discipline body, the only ones who see reports against persons. */
    REPORT_DESK("report-desk"),
    /** 媒体问政专班: enters episodes and their questions, verifies what was promised; sees no clue. */
    MEDIA("media"),
    /** 县领导: sees figures. */
    COUNTY_LEADER("county-leader"),
    /** 法制审查员: answers risk filings, checks applications for error tolerance. */
    LEGAL("legal"),
    /** 首席服务官: visits the firms that are theirs, and follows what came of it; sees no clue. */
    OFFICER("officer"),
    /** 考核员 of the departments that award and appraise (组织部、考核办、文明办): sees scores and warnings of units; no clue. */
    ASSESSOR("assessor"),
    /** 流程管理员: edits diagrams, tables, forms and the calendar. */
    PROCESS_OWNER("process-owner"),
    /** 系统管理员: accounts and duties, no case content. */
    ADMIN("camunda-admin"),
    /** 承办人 of one unit: signs for clues and handles them. */
    HANDLER(null),
    /** 单位负责人 of one unit: signs its replies. */
    UNIT_LEADER(null);

    static final String UNIT_PREFIX = "unit-";
    static final String LEADER_SUFFIX = "-leader";

    private final String groupId;

    Duty(String groupId) {
        this.groupId = groupId;
    }

    /** Whether the duty is held in a certain unit. */
    public boolean perUnit() {
        return groupId == null;
    }

    /**
     * Whether who holds it can come to know, alone or by granting it to another, who reported or whom. Such a duty, and the
     * account of whoever holds it, is not one administrator's to give ({@link GuardedChanges}).
     */
    public boolean guardsSecret() {
        return switch (this) {
            case REPORT_DESK, DISCIPLINE, OFFICE_HEAD, GROUP_HEAD -> true;
            default -> false;
        };
    }

    /** The engine's group of a duty that is not held per unit. */
    public String groupId() {
        if (perUnit()) {
            throw new IllegalStateException(this + " is held per unit");
        }
        return groupId;
    }

    /** The engine's group of this duty; {@code unit} (a unit's code) counts only for duties per unit. */
    public String groupIdFor(String unit) {
        return switch (this) {
            case HANDLER -> UNIT_PREFIX + unit;
            case UNIT_LEADER -> UNIT_PREFIX + unit + LEADER_SUFFIX;
            default -> groupId;
        };
    }

    /** The duty behind an engine's group. */
    public static Optional<HeldDuty> ofGroup(String groupId) {
        if (groupId.startsWith(UNIT_PREFIX)) {
            var unit = groupId.substring(UNIT_PREFIX.length());
            return Optional.of(
                    unit.endsWith(LEADER_SUFFIX)
                            ? new HeldDuty(UNIT_LEADER, unit.substring(0, unit.length() - LEADER_SUFFIX.length()))
                            : new HeldDuty(HANDLER, unit));
        }
        return Arrays.stream(values())
                .filter(duty -> groupId.equals(duty.groupId))
                .findFirst()
                .map(duty -> new HeldDuty(duty, null));
    }
}
