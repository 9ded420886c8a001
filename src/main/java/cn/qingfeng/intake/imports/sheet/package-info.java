/** Foreign tables, read row by row: workbooks and text, the honest, the old and the hostile. */
@NamedInterface("sheet")
package cn.qingfeng.intake.imports.sheet;

import org.springframework.modulith.NamedInterface;
