/** How clues go through the drawn process: how long each step takes, where they stick, which come back again and again. */
package cn.qingfeng.process.way;
