package org.example.part;

import static org.example.Application.*;

import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Service;

@Service
public class Rings {
    @Tool(description = "Forges a ring")
    public String forge(String metal) {
        helper(missing, absent());
        return missing;
    }
}
