package cn.qingfeng.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

class PageNonceTests {

    private final MockServletContext shared = new MockServletContext();

    @Test
    void keepsTheirNonceToThemselvesWhereTwoPagesAreMadeAtOnce() throws Exception {
        load((mine, answer) -> {
            mine.getServletContext().setAttribute(PageNonceFilter.NONCE, "mine");
            try {
                load((theirs, other) -> theirs.getServletContext().setAttribute(PageNonceFilter.NONCE, "theirs"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            assertThat(mine.getServletContext().getAttribute(PageNonceFilter.NONCE))
                    .isEqualTo("mine");
        });
        assertThat(shared.getAttribute(PageNonceFilter.NONCE)).isNull();
    }

    @Test
    void sharesEverythingElse() throws Exception {
        load((request, response) -> request.getServletContext().setAttribute("other", 1));
        assertThat(shared.getAttribute("other")).isEqualTo(1);
    }

    private void load(FilterChain page) throws Exception {
        new PageNonceFilter().doFilter(new MockHttpServletRequest(shared), new MockHttpServletResponse(), page);
    }
}
