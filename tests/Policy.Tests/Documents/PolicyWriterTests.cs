using System.Text;
using System.Text.Json;
using Catalog.Core.Counters;
using Catalog.Policy.Checking;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Tests.Documents;

public sealed class PolicyWriterTests
{
    [Fact]
    public void Write_SmallestDocument_IsTheSmallestText() =>
        Assert.Equal("{\n  \"version\": \"1\",\n  \"default\": \"allow\"\n}\n", PolicyWriter.Write(new PolicyFile { Default = PolicyDefault.Allow }));

    [Fact]
    public void Write_EveryKey_IsReadAgainAsItWas()
    {
        using var operand = JsonDocument.Parse("""["é","<b>",9007199254740993]""");
        var condition = new PolicyCondition("args.x", "neq", operand.RootElement[0].Clone());
        var rule = new PolicyRule { Conditions = [condition], OnDeny = "No \"quotes\"\nplease" };
        var limit = new PolicyLimit { Counter = "c", Window = CounterWindow.Week, Max = "1.50e3", Scope = CounterScope.Server, AmountFrom = "args.n", RefundOnError = true };
        var file = new PolicyFile
        {
            Default = PolicyDefault.Deny,
            Schema = "https://example.org/schema.json",
            Description = "For <people> & editors",
            Mode = PolicyMode.Observe,
            List = ToolListing.Callable,
            Arguments = ArgumentChecking.Declared,
            Hide = ["a", "b*"],
            AllTools = new PolicyAllTools { Require = [rule], DenyIf = [new PolicyRule()], Limits = [limit with { AmountFrom = null, Counter = "d", Scope = CounterScope.Session }] },
            Tools =
            [
                new PolicyEntry { Name = "z" },
                new PolicyEntry
                {
                    Name = "a/*",
                    Mode = PolicyMode.Enforce,
                    Arguments = ArgumentChecking.Any,
                    Require = [rule],
                    DenyIf = [rule],
                    Limits = [limit],
                    Approval = new PolicyApproval { When = [condition], Message = "m", Expires = "2h" },
                },
            ],
        };

        file = file with
        {
            Resources = new PolicySection { Default = PolicyDefault.Allow, Hide = ["a:*"], Entries = [new PolicyEntry { Name = "b:c", Mode = PolicyMode.Enforce, DenyIf = [rule] }] },
            Prompts = new PolicySection { Default = PolicyDefault.Deny },
            ServerRequests = new PolicySection { Default = PolicyDefault.Deny, Entries = [new PolicyEntry { Name = "roots/list" }] },
        };
        var text = PolicyWriter.Write(file);
        var loaded = PolicyLoader.Load(Encoding.UTF8.GetBytes(text), "p");

        Assert.Empty(loaded.Errors);
        Assert.Equal(text, PolicyWriter.Write(loaded.Policy!.File));
        Assert.Equal("""
            {
              "$schema": "https://example.org/schema.json",
              "version": "1",
              "description": "For <people> & editors",
              "default": "deny",
              "mode": "observe",
              "list": "callable",
              "arguments": "declared",
            """.ReplaceLineEndings("\n"), text[..text.IndexOf("\n  \"hide\"", StringComparison.Ordinal)]);
        Assert.Contains("\"max\": 1.50e3", text, StringComparison.Ordinal);
        Assert.Equal(["z", "a/*"], loaded.Policy.File.Tools.Select(static t => t.Name));
        var entry = loaded.Policy.File.Tools[1];
        Assert.Equal((PolicyMode.Enforce, ArgumentChecking.Any, "2h", "m"), (entry.Mode, entry.Arguments, entry.Approval!.Expires, entry.Approval.Message));
        Assert.Equal(limit, entry.Limits.Single());
        Assert.Equal("No \"quotes\"\nplease", entry.DenyIf.Single().OnDeny);
        Assert.Equal("\"é\"", entry.Approval.When.Single().Value.GetRawText());
    }

    [Fact]
    public void Write_TextThatOnlyHtmlWouldEscape_StaysReadable() =>
        Assert.Contains("\"description\": \"a < b & ü\"", PolicyWriter.Write(new PolicyFile { Default = PolicyDefault.Allow, Description = "a < b & ü" }), StringComparison.Ordinal);
}
