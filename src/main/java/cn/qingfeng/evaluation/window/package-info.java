/** The monthly round of service windows (窗口评议, M10): bad marks and what becomes of them, scores, places, objections, publication. */
@NamedInterface("window")
package cn.qingfeng.evaluation.window;

import org.springframework.modulith.NamedInterface;
