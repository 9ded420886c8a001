package cn.qingfeng.web;

import org.springframework.security.core.Authentication;

/**
 * Whether somebody who signed in has a right. Rooms below the one that knows who may what ask by the right's name, and so do
 * annotations: {@code @PreAuthorize("@rights.has(authentication, 'KEEP_CALENDAR')")}.
 */
public interface Rights {

    boolean has(Authentication person, String right);
}
