/** How the diagrams look: rules that a reader's eye would apply, held against every drawing below {@code processes/}. */
package cn.qingfeng.drawing;
