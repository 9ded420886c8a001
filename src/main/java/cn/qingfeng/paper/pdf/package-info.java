/** Papers as PDF: which fonts this machine has for them, and drawing what stands in a Word file. */
package cn.qingfeng.paper.pdf;
