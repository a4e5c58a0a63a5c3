using System.Text;
using System.Text.Unicode;
using Catalog.Gateway.Relaying;

namespace Catalog.Gateway.Tests.Relaying;

/// <summary>Text that is checked piece by piece.</summary>
public sealed class Utf8PiecesTests
{
    [Theory]
    [InlineData("61", 0)]
    [InlineData("C3", 1)]
    [InlineData("C3A9", 0)]
    [InlineData("E282", 2)]
    [InlineData("E282AC", 0)]
    [InlineData("61F0", 1)]
    [InlineData("F09F98", 3)]
    [InlineData("F09F9880", 0)]
    [InlineData("80808080", 0)]
    [InlineData("8080", 0)]
    [InlineData("", 0)]
    public void CutOff_AtTheEndOfAPiece_IsWhatBeginsACharacter(string piece, int expected) => Assert.Equal(expected, Utf8Pieces.CutOff(Convert.FromHexString(piece)));

    [Fact]
    public void Pieces_CutAnywhere_AreTextWhereTheWholeIs()
    {
        var texts = new List<byte[]> { Encoding.UTF8.GetBytes("aé€😀\u07ff\u0800\uffff\U00010000\U0010ffff\0") };
        // Every byte of it wrong in turn, in ways that are right elsewhere.
        texts.AddRange(from at in Enumerable.Range(0, texts[0].Length) from wrong in new byte[] { 0x00, 0x61, 0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF4, 0xFF } select With(texts[0], at, wrong));
        foreach (var text in texts)
        {
            foreach (var first in Enumerable.Range(0, text.Length + 1))
            {
                foreach (var second in Enumerable.Range(first, text.Length - first + 1))
                {
                    Assert.Equal(Utf8.IsValid(text), IsText(text, first, second));
                }
            }
        }
    }

    private static bool IsText(byte[] text, params ReadOnlySpan<int> cuts)
    {
        var start = 0;
        var isText = true;
        foreach (var cut in cuts)
        {
            var end = cut - Utf8Pieces.CutOff(text.AsSpan(start, cut - start));
            isText &= Utf8.IsValid(text.AsSpan(start, end - start));
            start = end;
        }

        return isText && Utf8.IsValid(text.AsSpan(start));
    }

    private static byte[] With(byte[] text, int at, byte wrong)
    {
        var changed = (byte[])text.Clone();
        changed[at] = wrong;
        return changed;
    }
}
