using System.Text;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Tests.Operators.Text;

public sealed class SimpleCaseFoldingTests
{
    [Theory]
    [InlineData('A', 'a')]
    [InlineData('Z', 'z')]
    [InlineData('a', 'a')]
    [InlineData('[', '[')]
    [InlineData('@', '@')]
    [InlineData(0x17F, 's')] // long s
    [InlineData(0x212A, 'k')] // Kelvin
    [InlineData(0x212B, 0xE5)] // Ångström
    [InlineData(0xDF, 0xDF)] // sharp s
    [InlineData(0x1E9E, 0xDF)] // capital sharp s
    [InlineData(0x3A3, 0x3C3)] // capital sigma
    [InlineData(0x3C2, 0x3C3)] // final sigma
    [InlineData(0x130, 0x130)] // dotted capital i
    [InlineData(0x131, 0x131)] // dotless i
    [InlineData(0xB5, 0x3BC)] // micro
    [InlineData(0x1C5, 0x1C6)] // title case digraph
    [InlineData(0x1F88, 0x1F80)] // with iota, folded simply
    [InlineData(0xFB05, 0xFB06)] // ligatures
    [InlineData(0xAB70, 0x13A0)] // Cherokee folds to capitals
    [InlineData(0x10400, 0x10428)] // Deseret
    [InlineData(0x1E921, 0x1E943)] // Adlam
    [InlineData(0x10FFFF, 0x10FFFF)]
    public void Fold_CodePoint_IsUnicodes(int codePoint, int expected) => Assert.Equal(expected, SimpleCaseFolding.Fold(codePoint));

    [Theory]
    [InlineData("Arguments", "ARGUMENTS", true)]
    [InlineData("argumentſ", "arguments", true)]
    [InlineData("tasK", "task", true)]
    [InlineData("ΣΑΣ", "σας", true)]
    [InlineData("straße", "STRASSE", false)]
    [InlineData("İd", "id", false)]
    [InlineData("ıd", "id", false)]
    [InlineData("\U00010400", "\U00010428", true)]
    [InlineData("a\ud800", "A\ud800", true)]
    [InlineData("\ud801\ud801\udc00", "\ud801\ud801\udc28", true)]
    [InlineData("\U00010400", "\U00010401", false)]
    [InlineData("\U00010400", "", false)]
    [InlineData("a", "ab", false)]
    [InlineData("", "", true)]
    public void AreEqual_TwoTexts_IsWhetherTheyFoldAlike(string left, string right, bool expected)
    {
        Assert.Equal(expected, SimpleCaseFolding.AreEqual(left, right));
        Assert.Equal(expected, SimpleCaseFolding.AreEqual(right, left));
    }

    [Fact]
    public void Fold_NoText_IsRefused() => Assert.Throws<ArgumentNullException>("text", static () => SimpleCaseFolding.Fold(null!));

    [Fact]
    public void Fold_EveryCodePoint_FoldsOnceAndInItsPlane()
    {
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            var folded = SimpleCaseFolding.Fold(codePoint);
            Assert.Equal(folded, SimpleCaseFolding.Fold(folded));
            Assert.Equal(codePoint > 0xFFFF, folded > 0xFFFF);
        }
    }

    [Fact]
    public void Fold_EveryCodePointThatTheFrameworkCases_FoldsWithItsOtherCases()
    {
        // Of these the framework has one-to-one mappings, or one of the two directions, that simple folding does not follow.
        int[] apart = [0x130, 0x131];
        foreach (var rune in Enumerable.Range(0, 0x110000).Where(Rune.IsValid).Select(static c => new Rune(c)).Where(r => !apart.Contains(r.Value)))
        {
            Assert.Equal(SimpleCaseFolding.Fold(rune.Value), SimpleCaseFolding.Fold(Rune.ToLowerInvariant(rune).Value));
            Assert.Equal(SimpleCaseFolding.Fold(rune.Value), SimpleCaseFolding.Fold(Rune.ToUpperInvariant(rune).Value));
        }
    }

    [Fact]
    public void OrbitOf_CasedCodePoint_HoldsAllThatFoldAlike()
    {
        Assert.Equal(['K', 'k', 0x212A], SimpleCaseFolding.OrbitOf('k').ToArray());
        Assert.Equal([0x3A3, 0x3C2, 0x3C3], SimpleCaseFolding.OrbitOf(0x3C2).ToArray());
        Assert.Empty(SimpleCaseFolding.OrbitOf('1').ToArray());
        foreach (var cased in SimpleCaseFolding.Cased)
        {
            Assert.All(SimpleCaseFolding.OrbitOf(cased).ToArray(), other => Assert.Equal(SimpleCaseFolding.Fold(cased), SimpleCaseFolding.Fold(other)));
        }
    }
}
