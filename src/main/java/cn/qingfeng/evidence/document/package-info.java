/** Documents without author, history and comments' names. */
package cn.qingfeng.evidence.document;
