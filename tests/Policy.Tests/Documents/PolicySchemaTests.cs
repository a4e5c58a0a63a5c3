using System.Text;
using System.Text.Json;
using Catalog.Policy.Checking;
using Catalog.Policy.Operators;

namespace Catalog.Policy.Tests.Documents;

/// <summary>The schema for editors says the same as the loader: what it names loads, and what the loader knows is named.</summary>
public sealed class PolicySchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SharedData.Repository, "data", "schemas", "policy-v1.schema.json"))).RootElement;

    [Fact]
    public void Schema_Operators_AreThoseOfTheLanguage() =>
        Assert.Equal(ConditionOperators.All.Select(static o => o.Id), Words("condition", "op"));

    [Theory]
    [InlineData("limit", "window", """{ "version": "1", "default": "deny", "tools": { "t": { "limits": [ { "counter": "c", "window": "WORD", "max": 1, "scope": "grant" } ] } } }""")]
    [InlineData("limit", "scope", """{ "version": "1", "default": "deny", "tools": { "t": { "limits": [ { "counter": "c", "window": "day", "max": 1, "scope": "WORD" } ] } } }""")]
    [InlineData(null, "default", """{ "version": "1", "default": "WORD" }""")]
    [InlineData(null, "list", """{ "version": "1", "default": "deny", "list": "WORD" }""")]
    public void Schema_WordsOfAClosedSet_Load(string? definition, string property, string document) => Assert.All(
        Words(definition, property),
        word => Assert.Empty(Load(document.Replace("WORD", word, StringComparison.Ordinal))));

    [Theory]
    [InlineData(null, "{ KEY }", 13)]
    [InlineData("section", """{ "version": "1", "default": "deny", "prompts": { KEY } }""", 3)]
    [InlineData("use", """{ "version": "1", "default": "deny", "resources": { "default": "deny", "entries": { "x:y": { KEY } } } }""", 5)]
    [InlineData("entry", """{ "version": "1", "default": "deny", "tools": { "t": { KEY } } }""", 6)]
    [InlineData("rule", """{ "version": "1", "default": "deny", "tools": { "t": { "require": [ { KEY } ] } } }""", 2)]
    [InlineData("condition", """{ "version": "1", "default": "deny", "tools": { "t": { "require": [ { "conditions": [ { KEY } ] } ] } } }""", 3)]
    [InlineData("limit", """{ "version": "1", "default": "deny", "tools": { "t": { "limits": [ { KEY } ] } } }""", 7)]
    public void Schema_KeysOfAnObject_AreThoseThatTheLoaderKnows(string? definition, string document, int count)
    {
        var keys = Properties(definition).EnumerateObject().Select(static p => p.Name).ToList();
        Assert.Equal(count, keys.Count);
        Assert.All(keys, key => Assert.DoesNotContain(
            Load(document.Replace("KEY", $"\"{key}\": null", StringComparison.Ordinal)),
            static e => e.Message.Contains("is unknown here", StringComparison.Ordinal)));

        // The loader lists the keys it knows where it meets another.
        var known = Load(document.Replace("KEY", "\"no such key\": null", StringComparison.Ordinal)).Single(static e => e.Message.Contains("is unknown here", StringComparison.Ordinal)).Message;
        Assert.Equal(keys.Order(StringComparer.Ordinal), known[(known.IndexOf("one of ", StringComparison.Ordinal) + 7)..].Split(", ").Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<PolicyProblem> Load(string document) => PolicyLoader.Load(Encoding.UTF8.GetBytes(document), "p").Errors;

    private static JsonElement Properties(string? definition) =>
        (definition is null ? Schema : Schema.GetProperty("$defs").GetProperty(definition)).GetProperty("properties");

    private static IEnumerable<string> Words(string? definition, string property) =>
        Properties(definition).GetProperty(property).GetProperty("enum").EnumerateArray().Select(static e => e.GetString()!);
}
