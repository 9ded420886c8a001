/** FEEL in forms: when a field is shown and needed. */
@NamedInterface("feel")
package cn.qingfeng.form.feel;

import org.springframework.modulith.NamedInterface;
