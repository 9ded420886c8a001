package cn.qingfeng.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.qingfeng.Messages;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator reads of what a job left behind. */
class FailedJobTests {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            cn.qingfeng.notification.NotDelivered: 暂时连不上邮件服务器                                  | NOTICE
            ProcessEngineException: x Caused by: cn.qingfeng.Refusal: clue.status.wrong             | REFUSED
            org.camunda.bpm.engine.OptimisticLockingException: ENGINE-03005                          | OVERTAKEN
            Caused by: com.mysql.cj.jdbc.exceptions.CommunicationsException: link failure            | DATABASE
            java.io.IOException: No space left on device                                             | DISK
            at cn.qingfeng.process.table.DecisionColumn.lambda$code$1(DecisionColumn.java:34)               | TABLE
            at cn.qingfeng.process.table.LimitRows.lambda$rules$0(LimitRows.java:21)                       | TABLE
            ProcessEngineException: Unknown property used in expression: ${nobody.there}             | DIAGRAM
            java.lang.NullPointerException: x                                                        | OTHER
            """)
    void theCauseIsFoundInWhatTheJobLeft(String trace, FailedJob expected) {
        assertThat(FailedJob.in(trace)).isEqualTo(expected);
    }

    @Test
    void theRefusalsOwnWordsAreFound() {
        assertThat(FailedJob.refusalIn("x Caused by: cn.qingfeng.Refusal: clue.status.wrong\n\tat y"))
                .isEqualTo("clue.status.wrong");
        assertThat(FailedJob.refusalIn("java.lang.NullPointerException")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTICE")
    void everyCauseHasWordsWithoutAnEngineersTerms(FailedJob trouble) {
        var words = Messages.source().getMessage("trouble." + trouble, null, Locale.ROOT);
        assertThat(words).containsPattern("\\p{IsHan}").contains("重试").doesNotContainPattern("[A-Z][a-z]+Exception");
    }
}
