/** The virus scanner, asked once for each content. */
package cn.qingfeng.evidence.virus;
