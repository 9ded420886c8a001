/** Whole walks through the product in a real browser, as the county's officials take them. */
package cn.qingfeng.walks;
