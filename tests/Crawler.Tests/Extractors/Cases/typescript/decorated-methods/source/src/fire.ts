import { Injectable } from "@nestjs/common";
import { Tool } from "@rekog/mcp-nest";
import { z } from "zod";
@Injectable()
export class FireTools {
  @Tool({ name: "light-fire", description: "Lights the fire", parameters: z.object({ logs: z.number(), slow: z.boolean().optional() }), annotations: { readOnlyHint: false } })
  async light({ logs }) { return logs; }

  @Tool({ description: "Puts it out" })
  async quench() { return ""; }

  async helper() { return 1; }
}
