/**
 * Words, names and numbers in one normal form: what people type differently and mean as the same is compared as the same, and
 * found inside a text at the place where it was typed.
 */
@ApplicationModule(allowedDependencies = {})
package cn.qingfeng.text;

import org.springframework.modulith.ApplicationModule;
