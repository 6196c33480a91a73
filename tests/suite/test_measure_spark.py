"""What is read from Spark's plans: which table a query writes, and its joins."""

from __future__ import annotations

import measure_spark

PLAN = """== Physical Plan ==
AdaptiveSparkPlan (14)
+- == Final Plan ==
   ResultQueryStage (8), Statistics(sizeInBytes=8.0 EiB)
   +- Execute InsertIntoHadoopFsRelationCommand (7)
      +- WriteFiles (6)
         +- * BroadcastNestedLoopJoin Inner BuildLeft (5)
            :- BroadcastQueryStage (2), Statistics(sizeInBytes=64.1 MiB, rowCount=4.9E+3)
            :  +- BroadcastExchange (1)
            +- * SortMergeJoin(skew=true) Inner (4)
               :- BroadcastQueryStage (3), Statistics(sizeInBytes=16.0 B, rowCount=1)
               +- ShuffleQueryStage (3), Statistics(sizeInBytes=32.9 MiB, rowCount=6.23E+5)
+- == Initial Plan ==
   Execute InsertIntoHadoopFsRelationCommand (13)
   +- WriteFiles (12)
      +- CartesianProduct Inner (11)


(2) Scan parquet spark_catalog.lookback_intermediate.int_scopes_listed
Output [2]: [campaign_id#1, channel#2]

(7) Execute InsertIntoHadoopFsRelationCommand
Input: []
Arguments: file:/shop/lookback.spark/marts.db/push_clicks, false, Parquet, [path=file:/shop], Append, `push_clicks`
"""


def test_the_table_is_the_one_that_is_written() -> None:
    assert measure_spark.table_of(PLAN) == "push_clicks"
    assert measure_spark.table_of(PLAN.partition("(7) Execute")[0]) is None


def test_the_joins_are_those_of_the_plan_that_ran() -> None:
    assert measure_spark.joins_of(PLAN) == {"BroadcastNestedLoopJoin": 1, "SortMergeJoin": 1}


def test_a_join_without_a_key_is_told_by_the_rows_that_every_executor_has() -> None:
    assert measure_spark.rows_of_joins_without_key(PLAN) == ["4,900"]


def test_a_product_without_such_a_side_is_unknown() -> None:
    ran = PLAN.replace("* BroadcastNestedLoopJoin Inner BuildLeft", "CartesianProduct Inner")
    without_statistics = ran.replace("rowCount=4.9E+3", "")
    assert measure_spark.rows_of_joins_without_key(without_statistics) == ["unknown"]
