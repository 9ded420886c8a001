package cn.qingfeng.process.deployment;

import cn.qingfeng.security.engine.EngineRights;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Where an owner without Camunda Modeler sends diagrams, forms and tables: together, so that they hold together or not at all. */
@Controller
@RequestMapping("/versions/deploy")
@PreAuthorize("@rights.has(authentication, 'DEPLOY')")
class DeployPage {

    private static final int MOST_FILES = 50;
    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}\\.(bpmn|form|dmn)");

    private final RepositoryService repository;
    private final EngineRights rights;
    private final MessageSource messages;

    DeployPage(RepositoryService repository, EngineRights rights, MessageSource messages) {
        this.repository = repository;
        this.rights = rights;
        this.messages = messages;
    }

    @GetMapping
    String form() {
        return "process/deploy";
    }

    @PostMapping
    String deploy(
            Principal by,
            Locale locale,
            @RequestParam(name = "file", defaultValue = "") List<MultipartFile> sent,
            Model model,
            HttpServletResponse response)
            throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        var wrong = new ArrayList<String>();
        for (var file : sent) {
            if (file.isEmpty()) {
                continue;
            }
            var name = String.valueOf(file.getOriginalFilename());
            if (!NAME.matcher(name).matches() || files.size() >= MOST_FILES) {
                wrong.add(messages.getMessage("deploy.name", new Object[] {MOST_FILES}, locale));
            } else if (files.put(name, file.getBytes()) != null) {
                wrong.add(messages.getMessage("deploy.twice", new Object[] {name}, locale));
            }
        }
        if (files.isEmpty() && wrong.isEmpty()) {
            wrong.add(messages.getMessage("deploy.none", null, locale));
        }
        if (wrong.isEmpty()) {
            try {
                model.addAttribute("deployed", deploy(by.getName(), files));
                return "process/deploy";
            } catch (ParseException refused) {
                wrong.addAll(refused.getMessage().lines().toList());
            }
        }
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        model.addAttribute("wrong", wrong);
        return "process/deploy";
    }

    /** In the owner's own right: who may not deploy over REST may not here. */
    private List<String> deploy(String by, Map<String, byte[]> files) {
        return rights.as(by, () -> {
            var deployment = repository.createDeployment().name(by);
            files.forEach((name, bytes) -> deployment.addInputStream(name, new ByteArrayInputStream(bytes)));
            deployment.deployWithResult();
            return List.copyOf(files.keySet());
        });
    }
}
