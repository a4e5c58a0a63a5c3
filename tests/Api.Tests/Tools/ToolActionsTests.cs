using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;

namespace Catalog.Api.Tests.Tools;

/// <summary>A tool whose argument selects the action, on its page and on its server's.</summary>
public sealed class ToolActionsTests
{
    [Fact]
    public async Task Get_Tool_ShowsEachValueAndWhatThePolicyLetsPass()
    {
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:notes", Desk()));
        var page = await site.TextAsync("/servers/npm:notes/tools/desk");
        Assert.Contains("By action", page, StringComparison.Ordinal);
        Assert.Contains("<code>list</code>", page, StringComparison.Ordinal);
        Assert.Contains("“drop: deletes &lt;all&gt;”", page, StringComparison.Ordinal);
        Assert.Contains("Deny all but 2 values of action, at most 30 calls a minute", page, StringComparison.Ordinal);
        Assert.Contains("1 allowed for some of their actions", await site.TextAsync("/servers/npm:notes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ToolWithoutASelector_HasNoTableOfActions()
    {
        await using var site = await SiteHost.StartAsync(Samples.Server("npm:notes", Samples.Tool("add_note")));
        Assert.DoesNotContain("By action", await site.TextAsync("/servers/npm:notes/tools/add_note"), StringComparison.Ordinal);
    }

    private static ClassifiedTool Desk()
    {
        var tool = Samples.Tool("desk", Category.Destructive, schema: """{"type":"object","properties":{"action":{"type":"string","enum":["list","create","drop"],"description":"drop: deletes <all>"}}}""");
        return tool with
        {
            Classification = tool.Classification with { Actions = [Verdict(0, "list", Category.Read), Verdict(1, "create", Category.Write), Verdict(2, "drop", Category.Destructive, "drop: deletes <all>")] },
        };
    }

    private static ActionVerdict Verdict(int index, string value, Category category, string? told = null) => new()
    {
        Argument = "action",
        Value = value,
        Category = category,
        Risk = Risk.Medium,
        Evidence =
        [
            Quote($"/inputSchema/properties/action/enum/{index}", value),
            .. told is null ? Array.Empty<Evidence>() : [Quote("/inputSchema/properties/action/description", told)],
        ],
    };

    private static Evidence Quote(string field, string words) => new() { Field = field, Quote = words, Start = 0, Length = words.Length, Signal = "action-value" };
}
