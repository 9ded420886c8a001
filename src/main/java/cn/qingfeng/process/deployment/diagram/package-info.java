/** Diagrams looked over: elements, expressions, walks through every way. */
package cn.qingfeng.process.deployment.diagram;
