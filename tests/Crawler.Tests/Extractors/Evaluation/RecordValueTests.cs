using System.Globalization;
using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Tests.Extractors.Evaluation;

/// <summary>Members of a record, few and many: they are found in two ways.</summary>
public sealed class RecordValueTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(200)]
    public void MembersKeepTheirOrderAndCanBeTakenAway(int count)
    {
        var names = Enumerable.Range(0, count).Select(static i => i.ToString(CultureInfo.InvariantCulture)).ToList();
        var record = new RecordValue();
        foreach (var name in names)
        {
            record.Set(name, ConstantValue.Of(name));
        }

        record.Remove("1");
        record.Remove("no such member");
        record.Set("0", ConstantValue.True, "a flag");
        record.Set("last", ConstantValue.False);

        Assert.Equal(names.Where(static n => n != "1").Append("last"), record.Keys);
        Assert.Null(record.FindOrNull("1"));
        Assert.True(record.TryGet("0", out var first));
        Assert.Equal(new Slot(ConstantValue.True, "a flag"), first);
        Assert.All(names.Skip(2), name => Assert.Equal(name, (record.FindOrNull(name) as ConstantValue)?.Text));
    }
}
