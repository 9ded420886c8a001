/** Where contents lie sealed: folder, database or object store. */
package cn.qingfeng.evidence.storage;
