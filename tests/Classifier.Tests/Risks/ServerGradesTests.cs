using Catalog.Classifier.Risks;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.Risks;

public sealed class ServerGradesTests
{
    private static readonly Risk[] Scale = [Risk.Low, Risk.Medium, Risk.High, Risk.Critical];

    [Theory]
    [InlineData("Low", 'A')]
    [InlineData("Low Low Low Medium", 'B')]
    [InlineData("Medium", 'B')]
    [InlineData("Low Low Medium High", 'C')]
    [InlineData("High", 'D')]
    [InlineData("Low Low Low Low Low Low Low Low Low Critical", 'D')]
    [InlineData("Low Medium High Critical", 'D')]
    [InlineData("High Critical Critical", 'F')]
    [InlineData("Critical", 'F')]
    [InlineData("Unknown", 'F')]
    public void OfOrNull_Risks_GivesTheGrade(string risks, char grade) =>
        Assert.Equal(grade, ServerGrades.OfOrNull(risks.Split(' ').Select(Enum.Parse<Risk>)));

    [Fact]
    public void OfOrNull_NoTools_HasNoGrade() => Assert.Null(ServerGrades.OfOrNull([]));

    [Fact]
    public void OfOrNull_SameToolsTwice_KeepTheGrade()
    {
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var risks = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Scale[random.Next(4)]).ToList();
            Assert.Equal(ServerGrades.OfOrNull(risks), ServerGrades.OfOrNull([.. risks, .. risks]));
        }
    }

    [Fact]
    public void OfOrNull_AWorseTool_NeverBettersTheGrade()
    {
        var random = new Random(6);
        for (var i = 0; i < 500; i++)
        {
            var risks = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Scale[random.Next(3)]).ToList();
            var worse = risks.ToList();
            worse[0] = Scale[Array.IndexOf(Scale, worse[0]) + 1];
            Assert.True(ServerGrades.OfOrNull(worse) >= ServerGrades.OfOrNull(risks));
        }
    }
}
