using System.Globalization;
using Catalog.Policy.Operators.Regex;

namespace Catalog.Policy.Tests.Operators.Regex;

public sealed class CodePointSetTests
{
    [Fact]
    public void Of_OverlappingAndTouchingRanges_AreOne()
    {
        Assert.Equal([(1, 4)], CodePointSet.Of((3, 4), (1, 2)).Ranges);
        Assert.Equal([(1, 9)], CodePointSet.Of((1, 9), (2, 3)).Ranges);
        Assert.Equal([(1, 2), (4, 5)], CodePointSet.Of((1, 2), (4, 5)).Ranges);
    }

    [Fact]
    public void Negate_Set_IsAllElse()
    {
        Assert.Equal([(0, 0), (3, CodePointSet.Last)], CodePointSet.Of((1, 2)).Negate().Ranges);
        Assert.Equal([(1, CodePointSet.Last)], CodePointSet.OfOne(0).Negate().Ranges);
        Assert.Equal([(0, CodePointSet.Last - 1)], CodePointSet.OfOne(CodePointSet.Last).Negate().Ranges);
        Assert.Empty(CodePointSet.All.Negate().Ranges);
        Assert.Equal(CodePointSet.All.Ranges, CodePointSet.Empty.Negate().Ranges);
    }

    [Fact]
    public void Category_EveryCodePoint_IsInItsOwnAndNoOther()
    {
        var names = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Zs Zl Zp Cc Cf Cs Co Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So".Split(' ');
        var sets = names.Select(static n => NamedSets.CategoryOrNull(n)!).ToList();
        var assigned = Enumerable.Range(0, CodePointSet.Last + 1).GroupBy(CharUnicodeInfo.GetUnicodeCategory).ToDictionary(static g => g.Key, static g => g.ToList());
        Assert.Equal(assigned.Where(static p => p.Key != UnicodeCategory.OtherNotAssigned).Sum(static p => p.Value.Count), sets.Sum(static s => s.Ranges.Sum(static r => r.High - r.Low + 1)));
        foreach (var (category, members) in assigned.Where(static p => p.Key != UnicodeCategory.OtherNotAssigned))
        {
            var own = Assert.Single(sets, s => s.Contains(members[0]));
            Assert.Equal(members.Count, own.Ranges.Sum(static r => r.High - r.Low + 1));
            Assert.True(members.TrueForAll(own.Contains), category.ToString());
        }

        foreach (var letter in names.GroupBy(static n => n[..1]))
        {
            Assert.Equal(CodePointSet.Of(letter.SelectMany(static n => NamedSets.CategoryOrNull(n)!.Ranges)).Ranges, NamedSets.CategoryOrNull(letter.Key)!.Ranges);
        }
    }
}
