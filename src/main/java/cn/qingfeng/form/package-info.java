/**
 * Camunda Forms outside the engine: reading them, drawing them on our own pages, and checking every submitted value
 * against them.
 *
 * <p>The room knows nothing of the engine. It uses {@code org.camunda.feel}, the expression language's own library, for
 * the conditions that a form's owner writes; that is no engine class, and this is the only room that touches it.
 */
@ApplicationModule(allowedDependencies = {})
package cn.qingfeng.form;

import org.springframework.modulith.ApplicationModule;
