/** Who may take a task, whom it is told to, who stands in, and what happens to it when a unit goes. */
package cn.qingfeng.process.offer;
