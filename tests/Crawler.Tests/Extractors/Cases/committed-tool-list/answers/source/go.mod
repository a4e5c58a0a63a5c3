module example.test/answers
