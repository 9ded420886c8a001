/** Word files as their parts: read under limits, their places found and filled in, laid out for a page or a PDF. */
package cn.qingfeng.paper.word;
