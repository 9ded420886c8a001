package cn.qingfeng.security.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import cn.qingfeng.organization.Organization;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever the engine was asked about before a call is asked about again after it, whatever happens in between. */
class EngineRightsTests {

    private final Organization organization = mock();
    private final IdentityService identities = mock();
    private final EngineRights rights = new EngineRights(identities, organization);
    private Authentication current;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void theEngineRemembersWhoAsks() {
        when(identities.getCurrentAuthentication()).thenAnswer(asked -> current);
        doAnswer(told -> current = null).when(identities).clearAuthentication();
        doAnswer(told -> current = new Authentication(told.getArgument(0), (List<String>) told.getArgument(1)))
                .when(identities)
                .setAuthentication(anyString(), anyList());
        doAnswer(told -> current = new Authentication(told.getArgument(0), (List<String>) told.getArgument(1)))
                .when(identities)
                .setAuthentication(anyString(), anyList(), any());
        when(organization.groupsOf("handler")).thenReturn(Set.of("unit-tax"));
    }

    @Test
    void asksAboutAPersonInTheGroupsOfNow() {
        var asked = rights.as("handler", () -> current);

        assertThat(asked.getUserId()).isEqualTo("handler");
        assertThat(asked.getGroupIds()).containsExactly("unit-tax");
        assertThat(current).isNull();
    }

    @Test
    void readsTheGroupsOfThePersonOfTheRequestNoSecondTime() {
        current = new Authentication("handler", List.of("unit-tax"));

        assertThat(rights.as("handler", () -> rights.as("handler", () -> current.getGroupIds())))
                .containsExactly("unit-tax");
        verify(organization, never()).groupsOf(anyString());
    }

    @Test
    void putsThePersonOfTheRequestBackAlsoAfterAFailure() {
        current = new Authentication("clerk", List.of("window-clerk"));

        assertThatThrownBy(() -> rights.run(() -> {
                    assertThat(current).isNull();
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(current.getUserId()).isEqualTo("clerk");

        rights.as("handler", () -> rights.call(() -> null));
        assertThat(current.getUserId()).isEqualTo("clerk");
        assertThat(current.getGroupIds()).containsExactly("window-clerk");
    }

    @ParameterizedTest(name = "{0} from before: {1}")
    @CsvSource({"0, never", "1, auto"})
    void aRevokingAuthorizationFromBeforeHoldsUntilItIsDeleted(long old, String asked) {
        var authorizations = mock(AuthorizationService.class, RETURNS_DEEP_STUBS);
        when(authorizations.createAuthorizationQuery().authorizationType(2).count())
                .thenReturn(old);
        ProcessEngineConfiguration engine = mock();

        new EngineAuthorizations(authorizations, mock(), mock(), engine).lookForRevokes();

        verify(engine).setAuthorizationCheckRevokes(asked);
    }

    @Test
    void asksNobodysRightsForAPersonWhoseGroupsCannotBeRead() {
        current = new Authentication("clerk", List.of("window-clerk"));
        when(organization.groupsOf("nobody")).thenThrow(new IllegalStateException());

        assertThatThrownBy(() -> rights.as("nobody", () -> current)).isInstanceOf(IllegalStateException.class);
        assertThat(current.getUserId()).isEqualTo("clerk");
    }
}
