using System.Text;
using Catalog.Gateway.Aggregation;

namespace Catalog.Gateway.Tests.Aggregation;

/// <summary>Whose an address is.</summary>
public sealed class ResourceMapTests
{
    private readonly ResourceMap _map = new();

    [Fact]
    public void ListedAddress_BelongsToWhoListedIt_WhateverOthersSay()
    {
        _map.Templates(Of(("x://{any}", "evil"), ("{+any}", "evil")));
        _map.Learn("evil", Encoding.UTF8.GetBytes("""{"result":{"content":[{"type":"resource_link","uri":"x://a"}]}}"""));
        _map.Listed(Of(("x://a", "good")));

        Assert.Equal("good", _map.ServerOrNull("x://a"));
    }

    [Fact]
    public void FixedText_GoesBeforeWhatResultsNamed_AndThatBeforeTemplatesOfAnyText()
    {
        _map.Templates(Of(("{+any}", "any"), ("x://{id}/tail", "fixed")));
        _map.Learn("other", Encoding.UTF8.GetBytes("""{"result":{"contents":[{"uri":"x://1/tail"},{"\u0075ri":"y://escaped","uri":"y://2"}]}}"""));

        Assert.Equal("fixed", _map.ServerOrNull("x://1/tail"));
        Assert.Equal("other", _map.ServerOrNull("y://2"));
        Assert.Equal("any", _map.ServerOrNull("z://3"));
    }

    [Fact]
    public void LongerFixedText_GoesFirst()
    {
        _map.Templates(Of(("x://{a}", "short"), ("x://deep/{a}", "long")));
        Assert.Equal(("long", "short"), (_map.ServerOrNull("x://deep/1"), _map.ServerOrNull("x://else")));
    }

    [Theory]
    [InlineData("x://{")]
    [InlineData("x://}{")]
    [InlineData("(((((x")]
    [InlineData("x://{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}!")]
    public void OddTemplates_HarmNobody(string template)
    {
        _map.Templates(Of((template, "odd"), ("y://{a}", "good")));
        Assert.Equal("good", _map.ServerOrNull("y://1"));
        Assert.Null(_map.ServerOrNull("x://" + new string('a', 20_000)));
    }

    private static Dictionary<string, (string Server, string Own)> Of(params (string Key, string Server)[] entries) =>
        entries.ToDictionary(static e => e.Key, static e => (e.Server, e.Key), StringComparer.Ordinal);
}
