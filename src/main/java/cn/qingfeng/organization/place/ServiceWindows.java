package cn.qingfeng.organization.place;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface ServiceWindows extends JpaRepository<ServiceWindow, String> {
    List<ServiceWindow> findByUnitOrderByCode(String unit);
}
