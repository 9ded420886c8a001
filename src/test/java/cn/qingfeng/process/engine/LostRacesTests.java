package cn.qingfeng.process.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import cn.qingfeng.web.Problems;
import java.io.IOException;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What of a lost race reaches a page or an API is told as one; a fault stays a fault. */
class LostRacesTests {

    private final Problems answers = mock(Problems.class);
    private final LostRaces races = new LostRaces(answers);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @CsvSource({"23505, 23505", "23000, 1062"})
    void theSameLineOfATimelineWrittenTwiceIsALostRace(String state, int code) throws IOException {
        races.on(violation(state, code), request, response);
        verify(answers).refuse(any(), any(), argThat(refused -> refused.key().equals("engine.overtaken")));
    }

    @Test
    void aTextThatIsTooLongIsAFault() {
        var fault = violation("22001", 22001);
        assertThatThrownBy(() -> races.on(fault, request, response)).isSameAs(fault);
        verifyNoInteractions(answers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Execution with id 'e1' does not have a subscription to a message event with name 'clueWithdrawn'",
                "Cannot restore state of process instance 11e1: list of executions is empty",
                "ENGINE-03041 execution 11e1 doesn't exist: execution is null"
            })
    void whatEndedWhileItWasToldIsALostRace(String said) throws IOException {
        races.on(new ProcessEngineException(said), request, response);
        verify(answers).refuse(any(), any(), argThat(refused -> refused.key().equals("engine.overtaken")));
    }

    @Test
    void whatElseTheEngineSaysIsAFault() {
        var fault = new ProcessEngineException("Unknown property used in expression");
        assertThatThrownBy(() -> races.on(fault, request, response)).isSameAs(fault);
        verifyNoInteractions(answers);
    }

    private static DataIntegrityViolationException violation(String state, int code) {
        return new DataIntegrityViolationException("could not execute batch", new SQLException("refused", state, code));
    }
}
