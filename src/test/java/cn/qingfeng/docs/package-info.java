/** Draws the pictures and tables under {@code docs} from code, diagrams and decisions: {@code mvn -Pdocs test}. */
package cn.qingfeng.docs;
