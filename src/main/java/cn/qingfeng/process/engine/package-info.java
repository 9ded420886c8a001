/** The engine as this product sets it up: expressions, clock, ids, history, races. */
package cn.qingfeng.process.engine;
