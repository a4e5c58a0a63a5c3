using Catalog.Policy.Deciding;

namespace Catalog.Policy.Tests.Deciding;

public sealed class DecisionTextTests
{
    [Theory]
    [InlineData("[APPROVAL REQUIRED] Large charge. Once approved, repeat the call with exactly the same arguments.", "Large charge")]
    [InlineData("[APPROVAL REQUIRED] Large charge. Once approved, repeat the call with exactly the same arguments.", "Large charge.")]
    [InlineData("[APPROVAL REQUIRED] Large charge; Second. Once approved, repeat the call with exactly the same arguments.", "Large charge.", "Second")]
    [InlineData("[APPROVAL REQUIRED] Same. Once approved, repeat the call with exactly the same arguments.", "Same", "Same.")]
    public void ApprovalRequired_Messages_AreSpelledAsSection7Says(string expected, params string[] messages) =>
        Assert.Equal(expected, DecisionText.ApprovalRequired(messages));
}
