/** Reports of progress: contract and task of their diagram. */
package cn.qingfeng.process.progress;
