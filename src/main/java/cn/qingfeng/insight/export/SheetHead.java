package cn.qingfeng.insight.export;

import java.util.List;

/**
 * What stands above the rows.
 *
 * @param name the sheet's name
 * @param mark who took it out, when and for what use: on the first line and on each printed page
 * @param columns the columns' headers
 * @param widths of the columns, in characters of the default font
 */
record SheetHead(String name, String mark, List<String> columns, List<Integer> widths) {}
