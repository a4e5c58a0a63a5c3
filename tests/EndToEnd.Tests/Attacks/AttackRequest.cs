using System.Text;

namespace Catalog.EndToEnd.Tests.Attacks;

/// <summary>The bytes of a step.</summary>
internal static class AttackRequest
{
    public static byte[] BytesOf(AttackStep step, AttackTarget target)
    {
        if (step.Raw is { } raw)
        {
            return Encoding.Latin1.GetBytes(target.Fill(raw));
        }

        var body = BodyOf(step, target);
        var lines = new List<string>
        {
            $"Host: 127.0.0.1:{target.Port}",
            $"Authorization: Bearer {AttackGround.TokenOf(step.As)}",
            "Content-Type: application/json",
            "Accept: application/json, text/event-stream",
            $"MCP-Protocol-Version: {(step.Modern ? "2026-07-28" : "2025-11-25")}",
        };
        if (!step.Modern && step.Session != "none" && target.Sessions.TryGetValue(step.Session ?? step.As, out var session))
        {
            lines.Add($"Mcp-Session-Id: {session}");
        }

        lines.Add($"Content-Length: {body.Length}");
        lines.Add("Connection: close");
        lines.RemoveAll(line => step.Without.Any(name => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)));
        lines.AddRange(step.Headers.Select(target.Fill));
        var head = $"{step.Verb} {target.Fill(step.Target)} HTTP/1.1\r\n{string.Join("\r\n", lines)}\r\n\r\n";
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    private static byte[] BodyOf(AttackStep step, AttackTarget target)
    {
        if (step.Hex is { } hex)
        {
            return Convert.FromHexString(hex);
        }

        var text = target.Fill(step.Body ?? "");
        if (step.Filler is { } filler)
        {
            text += string.Concat(Enumerable.Range(0, filler.Times).Select(i => filler.Text.Replace("#", $"{i}", StringComparison.Ordinal))) + filler.After;
        }

        return Encoding.UTF8.GetBytes(text);
    }
}
