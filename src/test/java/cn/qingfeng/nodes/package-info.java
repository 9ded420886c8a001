/** Several nodes of the product on one MySQL: started as processes of their own, worked over HTTP, and hit by faults. */
package cn.qingfeng.nodes;
