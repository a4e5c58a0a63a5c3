using Catalog.Policy.Operators.Regex;

namespace Catalog.Policy.Tests.Operators.Regex;

public sealed class AutomatonStateTests
{
    [Fact]
    public void Equals_States_AreThoseOfTheirInstructionsAndPlace()
    {
        var state = new AutomatonState([1, 2], TextPosition.Word);
        Assert.True(state.Equals(new AutomatonState([1, 2], TextPosition.Word)));
        Assert.True(state.Equals((object)new AutomatonState([1, 2], TextPosition.Word)));
        Assert.Equal(state.GetHashCode(), new AutomatonState([1, 2], TextPosition.Word).GetHashCode());
        Assert.False(state.Equals(new AutomatonState([1, 2], TextPosition.Other)));
        Assert.False(state.Equals(new AutomatonState([1, 3], TextPosition.Word)));
        Assert.False(state.Equals(new AutomatonState([1], TextPosition.Word)));
        Assert.False(state.Equals(null));
        Assert.False(state.Equals((object)"1"));
    }
}
