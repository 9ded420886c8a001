/** What a reporter sees with a receipt. */
package cn.qingfeng.intake.track;
