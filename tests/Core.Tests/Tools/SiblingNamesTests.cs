using Catalog.Core.Tools;

namespace Catalog.Core.Tests.Tools;

public sealed class SiblingNamesTests
{
    [Theory]
    [InlineData(0, "b,c")]
    [InlineData(1, "a,c")]
    [InlineData(2, "a,b")]
    public void Names_WithoutOne_AreAllOthersInOrder(int without, string expected)
    {
        var names = new SiblingNames(["a", "b", "c"], without);

        Assert.Equal(expected, string.Join(',', names));
        Assert.Equal(expected, $"{names[0]},{names[1]}");
        Assert.Throws<ArgumentOutOfRangeException>(() => names[names.Count]);
        Assert.Throws<ArgumentOutOfRangeException>(() => names[-1]);
    }

    [Fact]
    public void Names_PlaceThatIsNotThere_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(static () => new SiblingNames(["a"], 1));

    [Fact]
    public void Write_Definition_IsAsOfAList() => Assert.Equal(
        ToolDefinitionJson.Write(new ToolDefinition { Tool = "b", Siblings = ["a", "c"] }),
        ToolDefinitionJson.Write(new ToolDefinition { Tool = "b", Siblings = new SiblingNames(["a", "b", "c"], 1) }));
}
