using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Cli.Clients;
using Catalog.Cli.Clients.Formats;

namespace Catalog.Cli.Tests.Clients;

public sealed class ClientFormatTests
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static TheoryData<string> Notes => [.. Cases().Select(static c => c.Note)];

    [Theory]
    [MemberData(nameof(Notes))]
    public void Change_File_KeepsEverythingElse(string note)
    {
        var given = Cases().Single(c => c.Note == note);
        foreach (var end in (string[])["\n", "\r\n"])
        {
            var changed = Change(given, Text(given.Before, end));

            if (given.Problem is { } problem)
            {
                Assert.Null(changed.Text);
                Assert.Contains(problem, changed.Problem, StringComparison.Ordinal);
                continue;
            }

            // A file that is not there yet has lines of its own.
            Assert.Equal(Text(given.After!, given.Before.Count == 0 ? "\n" : end), changed.Text);
            Assert.Equal(changed.Text, Change(given, changed.Text!).Text);
        }
    }

    [Theory]
    [MemberData(nameof(Notes))]
    public void Remove_WhatWasAdded_LeavesTheFileAsItWas(string note)
    {
        var given = Cases().Single(c => c.Note == note);
        var format = ClientFormats.All.Single(c => c.Id == given.Client);
        foreach (var end in (string[])["\n", "\r\n"])
        {
            var before = Text(given.Before, end);
            if (Change(given, before).Text is not { } added)
            {
                continue;
            }

            var removed = format.Remove(added, "gateway").Text!;

            Assert.DoesNotContain("5081", removed, StringComparison.Ordinal);
            Assert.Equal(removed, format.Remove(removed, "gateway").Text);
            if (!before.Contains("gateway\": {", StringComparison.Ordinal) && !before.Contains("gateway]", StringComparison.Ordinal) && before.Contains(format.IsToml ? "model" : $"\"{format.Container}\":", StringComparison.Ordinal))
            {
                Assert.Equal(before, removed);
            }
        }
    }

    [Theory]
    [InlineData("cursor", """{"mcpServers": {"gateway": {"url": "x"}, "b": {}}}""", """{"mcpServers": {"b": {}}}""")]
    [InlineData("cursor", """{"mcpServers": {"a": {}, "gateway": {"url": "x"}, "b": {}}}""", """{"mcpServers": {"a": {}, "b": {}}}""")]
    [InlineData("cursor", "{\"mcpServers\": {\n  // one\n  \"gateway\": {}, // two\n  \"b\": {}\n}}", "{\"mcpServers\": {\n  // one\n  // two\n  \"b\": {}\n}}")]
    [InlineData("cursor", """{"mcpServers": []}""", null)]
    [InlineData("cursor", "{", null)]
    [InlineData("cursor", "", "")]
    [InlineData("vscode", """{"inputs": [{"id": "gateway-token"}, {"id": 5}, 7], "servers": {"gateway": {}}}""", """{"inputs": [{"id": 5}, 7], "servers": {}}""")]
    [InlineData("codex", "[a]\nb = 1\n\n[mcp_servers.gateway]\nurl = \"x\"\nnote = \"\"\"\n# in\n\"\"\"\n\n# about c\n[c]\n", "[a]\nb = 1\n\n# about c\n[c]\n")]
    [InlineData("codex", "[mcp_servers.gateway]\nurl = \"x\"\n[mcp_servers.gateway.env]\nA = \"b\"\n", null)]
    public void Remove_File_KeepsEverythingElse(string client, string before, string? after) =>
        Assert.Equal(after, ClientFormats.All.Single(c => c.Id == client).Remove(before, "gateway").Text);

    [Fact]
    public void EveryClient_WritesAFileThatItReadsAgain()
    {
        foreach (var format in ClientFormats.All)
        {
            foreach (var variable in (string?[])[null, "GW"])
            {
                var entry = new ClientEntry("gateway", new Uri("http://127.0.0.1:5081/mcp"), variable, null, "catalog");
                var text = format.Change("", entry).Text!;
                Assert.Contains("5081", text, StringComparison.Ordinal);
                Assert.Equal(variable is not null, text.Contains(format.Id == ClientFormat.VsCodeId ? "gateway-token" : "GW", StringComparison.Ordinal));
                Assert.Equal(text, format.Change(text, entry).Text);
            }
        }
    }

    [Fact]
    public void Clients_HaveNamesAndFilesOfTheirOwn()
    {
        var home = new ClientHome("home", "settings", "dot");
        Assert.Equal(ClientFormats.All.Count, ClientFormats.All.Select(static c => c.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ClientFormats.All.Count, ClientFormats.All.Select(c => c.UserFile(home)).Distinct(StringComparer.Ordinal).Count());
    }

    private static FileChange Change(ClientCase given, string text) =>
        ClientFormats.All.Single(c => c.Id == given.Client).Change(text, new ClientEntry("gateway", new Uri("http://127.0.0.1:5081/mcp"), given.Token, null, "catalog"));

    private static string Text(IReadOnlyList<string> lines, string end) => string.Concat(lines.Select(line => line + end));

    private static IReadOnlyList<ClientCase> Cases() =>
        JsonSerializer.Deserialize<IReadOnlyList<ClientCase>>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Clients", "Cases", "add-client.json")), Strict)!;
}
