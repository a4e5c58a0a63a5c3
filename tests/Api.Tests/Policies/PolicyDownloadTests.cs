using System.Net;
using System.Text;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Policy.Checking;

namespace Catalog.Api.Tests.Policies;

public sealed class PolicyDownloadTests
{
    [Theory]
    [InlineData("/servers/npm:notes/policy.json")]
    [InlineData("/servers/npm:notes/policy.json?dialect=gateway")]
    [InlineData("/servers/npm:notes/tools/add_note/policy.json")]
    [InlineData("/servers/npm:notes/tools/purge/policy.json")]
    [InlineData("/servers/npm:notes/tools/purge/policy.json?dialect=gateway")]
    [InlineData("/servers/npm:notes/tools/mystery/policy.json")]
    public async Task Get_Policy_IsValidForTheEngine(string path)
    {
        await using var site = await StartAsync();
        var text = await site.TextAsync(path);
        Assert.Empty(PolicyLoader.Load(Encoding.UTF8.GetBytes(text), "policy").Errors);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal("deny", root.GetProperty("default").GetString());
        Assert.Contains(path.EndsWith("gateway", StringComparison.Ordinal) ? "gateway" : "portable", root.GetProperty("description").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Get_ToolPolicy_ListsTheToolAlone()
    {
        await using var site = await StartAsync();
        var root = JsonDocument.Parse(await site.TextAsync("/servers/npm:notes/tools/add_note/policy.json")).RootElement;
        Assert.Equal("add_note", Assert.Single(root.GetProperty("tools").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Get_Download_NamesASafeFile()
    {
        var hostile = "a\"b; filename=x";
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:notes", Samples.Tool(hostile)));
        using var response = await site.GetAsync($"/servers/npm:notes/tools/{Core.Servers.Slugs.Encode(hostile)}/policy.json?download=1");
        Assert.Equal("attachment; filename=\"notes-a-b-filename-x.policy.json\"", response.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("?dialect=other")]
    [InlineData("?profile=other")]
    [InlineData("?dialect=Portable")]
    public async Task Get_UnknownWord_IsABadRequestThatSaysWhichThereAre(string query)
    {
        await using var site = await StartAsync();
        using var response = await site.GetAsync("/servers/npm:notes/policy.json" + query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("ask for", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToolPage_PolicyOnIt_IsTheOneToDownload()
    {
        await using var site = await StartAsync();
        var page = await site.PageAsync("/servers/npm:notes/tools/purge");
        Assert.Equal(await site.TextAsync("/servers/npm:notes/tools/purge/policy.json"), page.GetElementById("policy")!.TextContent);
        Assert.Equal(await site.TextAsync("/servers/npm:notes/tools/purge/policy.json?dialect=gateway"), page.GetElementById("policy-gateway")!.TextContent);
    }

    [Fact]
    public async Task ToolPage_DocumentsInItsAnswers_AreValidForTheEngine()
    {
        await using var site = await StartAsync();
        foreach (var tool in new[] { "add_note", "purge", "mystery", "glob%2A", "hidden%E2%80%AEname" })
        {
            var view = JsonDocument.Parse(await site.TextAsync($"/servers/npm:notes/tools/{tool}.json")).RootElement;
            var documents = view.GetProperty("questions").EnumerateArray()
                .Where(static q => q.TryGetProperty("code", out var code) && code.GetString()!.StartsWith('{'))
                .Select(static q => q.GetProperty("code").GetString()!)
                .ToList();
            Assert.Equal(2, documents.Count);
            Assert.All(documents, static d => Assert.Empty(PolicyLoader.Load(Encoding.UTF8.GetBytes(d), "answer").Errors));
            Assert.All(documents, static d => Assert.DoesNotContain('\u202E', d));
        }
    }

    [Fact]
    public async Task ToolPage_WhatTheAgentSees_IsTheEnginesOwnText()
    {
        await using var site = await StartAsync();
        var write = await SeenAsync(site, "add_note", "portable");
        Assert.Contains(write, static m => m.StartsWith("[POLICY DENIED] Limit reached: 30 per minute for `", StringComparison.Ordinal));
        Assert.Contains("[POLICY DENIED] Tool `another_tool` is not allowed by policy", write);
        Assert.Contains(await SeenAsync(site, "purge", "gateway"), static m =>
            m.StartsWith("[APPROVAL REQUIRED] ", StringComparison.Ordinal) && m.EndsWith(". Once approved, repeat the call with exactly the same arguments.", StringComparison.Ordinal));
        Assert.Contains(await SeenAsync(site, "purge", "portable"), static m => m.StartsWith("[POLICY DENIED] ", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> SeenAsync(SiteHost site, string tool, string dialect)
    {
        var view = JsonDocument.Parse(await site.TextAsync($"/servers/npm:notes/tools/{tool}.json")).RootElement;
        return [.. view.GetProperty("control").GetProperty(dialect).GetProperty("agentSees").EnumerateArray().Where(static m => m.TryGetProperty("text", out _)).Select(static m => m.GetProperty("text").GetString()!)];
    }

    private static Task<SiteHost> StartAsync() => SiteHost.StartAsync(Samples.Server(
        "npm:notes",
        Samples.Tool("add_note"),
        Samples.Tool("purge", Category.Destructive, "Deletes every note for good."),
        Samples.Tool("glob*", Category.Read),
        Samples.Tool("hidden\u202Ename", Category.Execute),
        Samples.Tool("mystery", Category.Unknown, description: null)));
}
